import type pg from 'pg';

/** What PostgreSQL says of a statement without running it. */
export interface Description {
  /** The types of `$1`, `$2`, … */
  parameters: number[];
  columns: Column[];
}

export interface Column {
  name: string;
  type: number;
  /** The table and the number of the column it is, as it stands; zero where it is made of something. */
  table: number;
  number: number;
}

/** Asks for a statement's description: it is parsed and planned by the real server, and nothing happens. */
export async function describe(client: pg.Client, text: string): Promise<Description> {
  return new Promise((resolve, reject) => {
    client.query(new Describing(text, resolve, reject));
  });
}

interface RowDescription {
  fields: { name: string; dataTypeID: number; tableID: number; columnID: number }[];
}

/** The library runs what it describes; this only describes. */
class Describing {
  private readonly text: string;
  private readonly resolve: (description: Description) => void;
  private readonly reject: (error: Error) => void;
  private readonly found: Description = { parameters: [], columns: [] };

  constructor(text: string, resolve: (description: Description) => void, reject: (error: Error) => void) {
    this.text = text;
    this.resolve = resolve;
    this.reject = reject;
  }

  submit(connection: pg.Connection): void {
    connection.once('parameterDescription', ({ dataTypeIDs }: { dataTypeIDs: number[] }) => {
      this.found.parameters = dataTypeIDs;
    });
    connection.parse({ name: '', text: this.text, types: [] }, false);
    connection.describe({ type: 'S', name: '' }, false);
    connection.sync();
  }

  handleRowDescription({ fields }: RowDescription): void {
    this.found.columns = fields.map(({ name, dataTypeID, tableID, columnID }) => ({
      name,
      type: dataTypeID,
      table: tableID,
      number: columnID,
    }));
  }

  /** The last it hears: the library takes a query that failed for ended. */
  handleError(error: Error): void {
    this.reject(error);
  }

  handleReadyForQuery(): void {
    this.resolve(this.found);
  }
}

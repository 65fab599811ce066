import { connect } from 'node:http2';

/**
 * Whether a Temporal server knows the namespace: one DescribeNamespace, written by hand, because loading a gRPC client
 * would cost the start more than the question.
 */
export function knowsNamespace(address: string, namespace: string): Promise<boolean> {
  return new Promise((resolve) => {
    const session = connect(`http://${address}`);
    const finish = (answer: boolean) => {
      session.destroy();
      resolve(answer);
    };
    session.once('error', () => finish(false));
    session.setTimeout(2_000, () => finish(false));
    const stream = session.request({
      ':method': 'POST',
      ':path': '/temporal.api.workflowservice.v1.WorkflowService/DescribeNamespace',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    stream.once('error', () => finish(false));
    stream.once('response', (headers) => headers['grpc-status'] && finish(headers['grpc-status'] === '0'));
    stream.once('trailers', (trailers) => finish(trailers['grpc-status'] === '0'));
    stream.resume();
    stream.end(frame(namespace));
  });
}

/** A gRPC frame (not compressed, length) around a protobuf message whose field 1 is the name. */
function frame(namespace: string): Buffer {
  const name = Buffer.from(namespace);
  const message = Buffer.concat([Buffer.from([0x0a, name.length]), name]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

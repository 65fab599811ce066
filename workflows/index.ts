export { bulkWorkflow } from './bulk/workflow.ts';
export { chatWorkflow } from './chat/workflow.ts';
export { leadWorkflow } from './leads/workflow.ts';
export { neighbourWorkflow } from './neighbour/workflow.ts';
export { importWorkflow } from './importing/workflow.ts';
export { publishSettingsWorkflow } from './publishing/workflow.ts';
export { documentWorkflow } from './sending/workflow.ts';
export { exportWorkflow } from './exporting/workflow.ts';

export { chatWorkflow } from './chat/workflow.ts';

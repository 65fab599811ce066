/** Lets a test move one workflow's clock; the first name is server 1.32's, the second that of later ones. */
export const timeSkipping = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'system.workflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="10ms"',
].flatMap((setting) => ['--dynamic-config-value', setting]);

import { rulesWith } from '../chat/rules.ts';

export const both = rulesWith({ requirePhone: true, requireEmail: true, contactMinutes: 0 });
export const phoneOnly = rulesWith({ requirePhone: true, contactMinutes: 30, contactAttempts: 3 });

/**
 * Whether a person of page `p` may still answer in chat `c` under the human agent's tag: for seven days from the
 * client's last word, with which its window began.
 */
export const BY_HUMAN = `(p.human_agent and coalesce(c.window_until + interval '6 days' > now(), false))`;

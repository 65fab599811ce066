const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** What the library's tables and their columns are called here. */
export const TABLES = {
  user: {
    modelName: 'employee',
    fields: { emailVerified: 'email_verified', ...TIMES },
    additionalFields: {
      roles: { type: 'string[]', required: true, input: false },
      language: { type: 'string', required: true, input: false, defaultValue: 'uk' },
      active: { type: 'boolean', required: true, input: false, defaultValue: true },
    },
  },
  session: {
    modelName: 'session',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...TIMES,
    },
  },
  account: {
    modelName: 'account',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...TIMES,
    },
  },
  verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...TIMES } },
} as const;

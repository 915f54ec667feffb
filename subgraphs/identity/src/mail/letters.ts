/** What a mail says. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

export function confirmAddress(publicUrl: string, token: string): Letter {
  return {
    subject: 'Confirm your address',
    text: `Somebody, probably you, registered with this address. Confirm it within 24 hours, with the password that you chose:

${publicUrl}/verify-email?token=${token}

If it was not you, there is nothing to do: no account is made.`,
  };
}

export function alreadyRegistered(publicUrl: string): Letter {
  return {
    subject: 'You have an account already',
    text: `Somebody, probably you, registered with this address, which has an account. Sign in with it; if you do not know the
password any more, ask for a new one at ${publicUrl}`,
  };
}

export function resetPassword(publicUrl: string, token: string): Letter {
  return {
    subject: 'Set a new password',
    text: `Somebody, probably you, asked for a new password. Set it within an hour:

${publicUrl}/reset-password?token=${token}

If it was not you, there is nothing to do: your password stays as it is.`,
  };
}

export function noAccount(publicUrl: string): Letter {
  return {
    subject: 'There is no account with this address',
    text: `Somebody, probably you, asked for a new password at ${publicUrl}, where this address has no account. Perhaps you
registered with another one.`,
  };
}

export function passwordChanged(): Letter {
  return {
    subject: 'Your password was changed',
    text: `Your password was changed just now, and your other sessions have ended. If it was not you, ask for a new password at
once.`,
  };
}

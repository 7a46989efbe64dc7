export interface CredentialFaults {
  readonly username: string;
  readonly password: string;
}

const USERNAME = /^[\p{L}\p{N}_.@-]{3,32}$/u;

/**
 * What a form can know before asking the server, as text keys; empty where nothing is wrong. Logging in is only asked to
 * be filled in: an account may be older than today's rules.
 */
export function credentialFaults(username: string, password: string, purpose: 'log-in' | 'register'): CredentialFaults {
  if (purpose === 'log-in') {
    return {
      username: username === '' ? 'login.usernameEmpty' : '',
      password: password === '' ? 'login.passwordEmpty' : '',
    };
  }
  return {
    username: USERNAME.test(username) ? '' : 'login.usernameWrong',
    password: password.length >= 8 && password.length <= 128 ? '' : 'login.passwordWrong',
  };
}

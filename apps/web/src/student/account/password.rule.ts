import { characters } from '../../ui/characters.js';

export interface PasswordChange {
  readonly old: string;
  readonly fresh: string;
  readonly again: string;
}

export type PasswordFaults = { readonly [Field in keyof PasswordChange]: string };

/** What is asked of a new password, each with whether it holds by now: shown while typing. Keys are text keys. */
export function passwordRules({ old, fresh, again }: PasswordChange): { key: string; holds: boolean }[] {
  return [
    { key: 'account.ruleLength', holds: isLongEnough(fresh) },
    { key: 'account.ruleOther', holds: fresh !== '' && fresh !== old },
    { key: 'account.ruleAgain', holds: fresh !== '' && fresh === again },
  ];
}

/** What a form can know before asking the server, as text keys; empty where nothing is wrong. */
export function passwordFaults({ old, fresh, again }: PasswordChange): PasswordFaults {
  return {
    old: old === '' ? 'account.oldEmpty' : '',
    fresh: isLongEnough(fresh) ? (fresh === old ? 'account.freshSame' : '') : 'account.freshWrong',
    again: again === fresh ? '' : 'account.againWrong',
  };
}

function isLongEnough(password: string): boolean {
  const length = characters(password);
  return length >= 8 && length <= 128;
}

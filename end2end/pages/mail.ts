import { Page, expect } from "@playwright/test";

/** A mail of the demonstration's mailbox. */
export interface Mail {
  subject: string;
  to: string;
  address: string;
}

/** The mails sent so far, the newest first. */
export async function mails(page: Page): Promise<Mail[]> {
  const html = await textOf(page, "/demo/courrier");
  const items = html.matchAll(/href="(\/demo\/courrier\/[^"]+)"[^>]*><b>(.*?)<\/b><span>À (.*?)<\/span>/g);
  return [...items].map(([, address, subject, to]) => ({ address, subject: plain(subject), to: plain(to) }));
}

/**
 * Waits for the newest mail to somebody whose subject holds these words, and gives its HTML as the mailbox shows it.
 * `known`: the mails of before, which are not meant; the demonstration's story has sent some.
 */
export async function mailTo(page: Page, to: string, subject: string, known: Mail[] = []): Promise<string> {
  const old = new Set(known.map((mail) => mail.address));
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        found = (await mails(page)).find(
          (mail) => mail.to === to && mail.subject.includes(subject) && !old.has(mail.address),
        );
        return found !== undefined;
      },
      { message: `a mail « ${subject} » to ${to}` },
    )
    .toBe(true);
  return textOf(page, found?.address ?? "");
}

/** Waits for a mail to somebody that says these words: other facts of the same project are told too, in any order. */
export async function mailSaying(page: Page, to: string, subject: string, words: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const meant = (await mails(page)).filter((mail) => mail.to === to && mail.subject.includes(subject));
        const texts = await Promise.all(meant.map((mail) => textOf(page, mail.address)));
        return texts.some((text) => text.includes(words));
      },
      { message: `a mail « ${subject} » to ${to} that says « ${words} »` },
    )
    .toBe(true);
}

/** The path of the first link of a mail that starts like this. */
export function linkIn(mail: string, start: string): string {
  const path = [...mail.matchAll(/href="([^"]+)"/g)].map(([, href]) => href).find((href) => href.startsWith(start));
  if (!path) throw new Error(`no link ${start} in ${mail}`);
  return path;
}

/** The six digits of a mail to sign in. */
export function codeIn(mail: string): string {
  const code = /^\s*(\d{3} \d{3})\s*$/m.exec(mail)?.[1];
  if (!code) throw new Error(`no code in ${mail}`);
  return code;
}

async function textOf(page: Page, address: string): Promise<string> {
  const answer = await page.request.get(address);
  // The renderer marks places with empty comments.
  return (await answer.text()).replaceAll("<!---->", "");
}

function plain(html: string): string {
  return html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

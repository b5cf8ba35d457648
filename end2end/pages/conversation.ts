import { Locator, Page } from "@playwright/test";

/** A file as a browser sends it. */
export interface Sent {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export const pdf = (name: string): Sent => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
});

export const program: Sent = {
  name: "outil.exe",
  mimeType: "application/x-msdownload",
  buffer: Buffer.from("MZ\x90\0\x03\0\0\0"),
};

export const empty: Sent = { name: "vide.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) };

/** The composer of a thread. */
export class Composer {
  readonly words: Locator;
  readonly files: Locator;
  readonly send: Locator;

  constructor(page: Page) {
    const form = page.locator("form.composer");
    this.words = form.getByLabel("Votre message");
    this.files = form.getByLabel("Fichiers", { exact: false }).and(form.locator("[type=file]"));
    this.send = form.getByRole("button", { name: "Envoyer le message" });
  }

  async post(words: string, ...files: Sent[]): Promise<void> {
    await this.words.fill(words);
    if (files.length > 0) await this.files.setInputFiles(files);
    await this.send.click();
  }
}

/** The message that holds these words. */
export function message(page: Page, words: string): Locator {
  return page.locator("li.message").filter({ hasText: words });
}

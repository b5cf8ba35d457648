import { Locator, Page } from "@playwright/test";
import { linkIn, mailTo } from "./mail";

/** The page of the members of a project. */
export class Members {
  constructor(private readonly page: Page) {}

  async invite(email: string, role: string, words = ""): Promise<void> {
    await this.page.getByLabel("Adresse e-mail").fill(email);
    if (role) await this.page.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
    await this.page.getByLabel("Votre mot").fill(words);
    await this.page.getByRole("button", { name: "Envoyer l'invitation" }).click();
  }

  /** The line of a member or of an invitation, by name or address. */
  line(words: string): Locator {
    return this.page.getByRole("row").filter({ hasText: words });
  }
}

/** The path of the link in the latest invitation sent to an address. */
export async function invitationFor(page: Page, email: string): Promise<string> {
  return linkIn(await mailTo(page, email, "vous invite sur le projet"), "/invitations/");
}

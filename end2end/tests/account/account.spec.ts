import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { expectDone, expectRefused } from "../../pages/demo";
import { askFor, codeFor, linkFor, typeCode } from "../../pages/sign-in";

/** A fresh account, signed in by its code; gives the link of the same mail, which is used up. */
async function signUp(page: Page, email: string): Promise<void> {
  await askFor(page, email);
  await typeCode(page, await codeFor(page, email));
  await expect(page).toHaveURL(/\/projets$/);
}

async function signInAgain(page: Page, email: string, before: string): Promise<void> {
  await askFor(page, email);
  await expect.poll(() => linkFor(page, email)).not.toBe(before);
  await typeCode(page, await codeFor(page, email));
  await expect(page).toHaveURL(/\/projets$/);
}

test("the profile keeps what was typed and shows hostile words as words", async ({ page, check }) => {
  await signUp(page, "profil@bourg.example");
  await page.goto("/notifications");
  await expect(page.getByRole("heading", { name: "Rien pour l'instant" })).toBeVisible();
  await check(page);
  await page.goto("/compte");
  await check(page);
  await page.getByLabel("Prénom").fill("Anne <b>");
  await page.getByLabel("Téléphone").fill("12");
  await page.getByRole("button", { name: "Enregistrer le profil" }).click();
  await expectRefused(page, "Téléphone : Écrivez un numéro de téléphone à dix chiffres");
  await expect(page.getByLabel("Prénom")).toHaveValue("Anne <b>");
  await expect(page.getByLabel("Téléphone")).toHaveValue("12");
  await check(page);
  await page.getByLabel("Téléphone").fill("0241000000");
  await page.getByRole("button", { name: "Enregistrer le profil" }).click();
  await expectDone(page, "Votre profil est enregistré.");
  await expect(page.getByLabel("Téléphone")).toHaveValue("02 41 00 00 00");
  await expect(page.locator("details.account summary")).toContainText("Anne <b>");
  await check(page);
});

test("one chooses when mails come", async ({ page, check }) => {
  await signUp(page, "courriers@bourg.example");
  await page.goto("/compte");
  await expect(page.getByRole("radio", { name: "Un e-mail à chaque nouvelle" })).toBeChecked();
  await page.getByRole("radio", { name: "Un seul e-mail par jour" }).check();
  await page.getByRole("button", { name: "Enregistrer ce choix" }).click();
  await expectDone(page, "Votre choix d'e-mails est enregistré.");
  await expect(page.getByRole("radio", { name: "Un seul e-mail par jour" })).toBeChecked();
  await check(page);
});

test("devices are listed, signed out one by one, or all at once", async ({ page, otherPage, check }) => {
  const email = "appareils@bourg.example";
  await signUp(page, email);
  const [phone, tablet] = [await otherPage(), await otherPage()];
  let link = await linkFor(page, email);
  await signInAgain(phone, email, link);
  link = await linkFor(page, email);
  await signInAgain(tablet, email, link);

  await page.goto("/compte");
  const devices = page.locator(".session-list > li");
  await expect(devices).toHaveCount(3);
  await expect(devices.filter({ hasText: "Cet appareil" })).toHaveCount(1);
  await check(page);
  await devices.getByRole("button", { name: "Déconnecter" }).first().click();
  await expectDone(page, "Cet appareil est déconnecté.");
  await expect(devices).toHaveCount(2);
  await page.getByRole("button", { name: "Déconnecter les autres appareils" }).click();
  await expectDone(page, "Les autres appareils sont déconnectés.");
  await expect(devices).toHaveCount(1);
  for (const other of [phone, tablet]) {
    await other.goto("/compte");
    await expect(other).toHaveURL(/\/connexion\?suite=/);
  }
  await page.getByRole("button", { name: "Me déconnecter partout" }).click();
  await expectDone(page, "Vous êtes déconnecté sur tous vos appareils.");
  await check(page);
  await page.goto("/compte");
  await expect(page).toHaveURL(/\/connexion\?suite=/);
});

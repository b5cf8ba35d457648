import { Page } from "@playwright/test";
import { Mode, expect, test } from "../../fixtures/app";
import * as deposit from "../../pages/deposit";
import { SCREENS, back, expectRefusals, expectScreen, onward, textbox } from "../../pages/deposit";
import { linkIn, mailTo } from "../../pages/mail";

const TITLE = "Isoler la salle des associations";

test("a project is filed without an account, from the home to its number", async ({ page, mode, check }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Déposer un projet" }).click();
  await page.getByRole("button", { name: "Commencer" }).click();
  await what(page, check);
  if (mode === "wasm") await autosaved(page);
  await onward(page);
  await where(page, check, mode);
  await who(page, check);
  await progress(page, check);
  await missing(page, check);
  await review(page, check);
  await confirmed(page, check);
  await receipt(page, check);
});

type Check = (page: Page) => Promise<void>;

async function what(page: Page, check: Check): Promise<void> {
  await expectScreen(page, SCREENS.what);
  await check(page);
  await textbox(page, "Titre du projet").fill("Abc");
  await onward(page);
  await expectRefusals(
    page,
    "Titre du projet : Donnez un peu plus de détails : 5 caractères au moins.",
    "Ce que vous voulez faire : Remplissez ce champ.",
    "Thème principal : Choisissez une réponse.",
  );
  await expect(textbox(page, "Titre du projet")).toHaveValue("Abc");
  await check(page);
  await page.getByRole("link", { name: "Ce que vous voulez faire" }).click();
  await expect(textbox(page, "Ce que vous voulez faire")).toBeFocused();
  await deposit.fillWhat(page, TITLE);
}

/** What is typed is kept by itself, and the line that says so tells the time. */
async function autosaved(page: Page): Promise<void> {
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/quoi/brouillon"));
  await textbox(page, "Titre du projet").press("End");
  await textbox(page, "Titre du projet").pressSequentially(" !");
  expect((await kept).status()).toBe(200);
  await expect(page.getByText(/^Enregistré à\s\d{1,2}\sh\s\d{2}$/)).toBeVisible();
  // The address of a refused screen is read, not sent again.
  await page.reload();
  await expect(textbox(page, "Titre du projet")).toHaveValue(`${TITLE} !`);
  await textbox(page, "Titre du projet").fill(TITLE);
}

async function where(page: Page, check: Check, mode: Mode): Promise<void> {
  await expectScreen(page, SCREENS.where);
  const field = page.locator("#champ-commune_cherchee");
  await field.fill("Xyzzy");
  await onward(page);
  await expectRefusals(
    page,
    "Commune(s) concernée(s) : Nous ne reconnaissons pas cette commune. Écrivez son nom ou son code postal, puis choisissez-la dans la liste.",
  );
  await expect(field).toHaveValue("Xyzzy");
  await check(page);
  await deposit.chooseCommune(page, mode, "blaison", deposit.VILLAGE.name);
  await textbox(page, "Adresse ou lieu-dit").fill("3 rue de l'Église");
  await check(page);
  // Back and forth: nothing is asked twice.
  await back(page);
  await expectScreen(page, SCREENS.what);
  await expect(textbox(page, "Titre du projet")).toHaveValue(TITLE);
  await onward(page);
  await expect(textbox(page, "Adresse ou lieu-dit")).toHaveValue("3 rue de l'Église");
  await onward(page);
}

async function who(page: Page, check: Check): Promise<void> {
  await expectScreen(page, SCREENS.who);
  await deposit.fillWho(page, "maelle.legall@");
  await textbox(page, "Téléphone").fill("02 41");
  await onward(page);
  await expectRefusals(
    page,
    "Téléphone : Écrivez un numéro de téléphone à dix chiffres, par exemple 02 41 00 00 00.",
    "Adresse e-mail : Écrivez une adresse e-mail complète, par exemple mairie@exemple.fr.",
  );
  await expect(textbox(page, "Adresse e-mail")).toHaveValue("maelle.legall@");
  await expect(page.getByRole("radio", { name: deposit.VILLAGE.name })).toBeChecked();
  await check(page);
  await textbox(page, "Téléphone").fill("02 41 00 00 00");
  await textbox(page, "Adresse e-mail").fill("maelle.legall@commune.example");
  await onward(page);
}

async function progress(page: Page, check: Check): Promise<void> {
  await expectScreen(page, SCREENS.progress);
  await deposit.fillProgress(page, "beaucoup");
  await textbox(page, "Fin").fill("31/02/2028");
  await onward(page);
  await expectRefusals(
    page,
    "Coût total : Écrivez une somme en euros, par exemple 1 250 000 ou 1,2 M€.",
    "Fin : Écrivez une date qui existe, sous la forme JJ/MM/AAAA, par exemple 01/09/2026.",
  );
  await expect(textbox(page, "Coût total")).toHaveValue("beaucoup");
  await check(page);
  await textbox(page, "Coût total").fill("1 250 000,50 €");
  await textbox(page, "Début").fill("1/9/2027");
  await textbox(page, "Fin").fill("29/02/2028");
  await textbox(page, "Qui, ou quelle aide").first().fill("Département");
  await textbox(page, "Montant").first().fill("1,2 M€");
  await page.getByRole("combobox", { name: "État" }).first().selectOption("Demandé");
  await onward(page);
}

async function missing(page: Page, check: Check): Promise<void> {
  await expectScreen(page, SCREENS.missing);
  await page.getByRole("checkbox", { name: "Il manque de l'argent" }).check();
  await textbox(page, "Ce qui vous manque").fill("Il manque 80 000 €.");
  // The contract of the commune is proposed.
  await expect(page.getByRole("group", { name: "contrat" }).getByRole("radio").first()).toBeChecked();
  await check(page);
  await onward(page);
}

async function review(page: Page, check: Check): Promise<void> {
  await expectScreen(page, SCREENS.review);
  const typed = [TITLE, deposit.VILLAGE.name, "Maëlle Le Gall", "1 250 000,50 €", "1er septembre 2027", "Département · 1 200 000 €"];
  const main = page.locator("main");
  for (const words of typed) await expect(main).toContainText(words);
  await check(page);
  await page.getByRole("button", { name: "Déposer le projet" }).click();
  await expectScreen(page, "Votre code");
  await expect(main).toContainText("maelle.legall@commune.example");
}

/** The address is confirmed with the link of the mail; the deposit is one button away. */
async function confirmed(page: Page, check: Check): Promise<void> {
  const mail = await mailTo(page, "maelle.legall@commune.example", "Votre connexion");
  await page.goto(linkIn(mail, "/connexion/lien/"));
  await page.getByRole("button", { name: "Me connecter" }).click();
  await expect(page.getByText("Votre adresse est vérifiée")).toBeVisible();
  await check(page);
  await page.getByRole("button", { name: "Déposer le projet" }).click();
}

/** The sheet says its number, who has been told, and by when they answer; a mail says so too. */
async function receipt(page: Page, check: Check): Promise<void> {
  await expectScreen(page, TITLE);
  await expect(page.locator(".page-message")).toContainText("Votre projet est déposé.");
  await expect(page.locator(".sheet-number")).toHaveText(/^n°\s\d+$/);
  const told = page.locator("section").filter({ has: page.getByRole("heading", { name: "Qui a été prévenu" }) });
  await expect(told).toContainText("Claire Martin");
  await expect(told).toContainText("Karim Haddad");
  await expect(told).toContainText(/au plus tard le \p{L}+ \d{1,2}/u);
  await check(page);
  const mail = await mailTo(page, "maelle.legall@commune.example", "déposé");
  expect(mail).toContain(TITLE);
}

import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { expectDone, signInAs } from "../../pages/demo";
import { deposited, expectRefusals } from "../../pages/deposit";
import { acknowledge } from "../../pages/pair";

const TITLES = ["Abriter l'arrêt de car", "Bâtir une passerelle", "Curer le bief", "Dallage de la place", "Éclairer le stade"];
const NAME = "Réunion de mars";
const REASON = "Besoin partagé par les deux services.";

type Check = (page: Page) => Promise<void>;

test("a meeting of five projects is decided by two on one screen, and its minute tells who, what and why", async ({ page, otherPage, check }) => {
  test.slow();
  await signInAs(page, "mairie");
  for (const title of TITLES) await deposited(page, title);
  const ddt = await otherPage();
  await signInAs(ddt, "ddt");
  for (const title of TITLES.slice(0, 4)) {
    await ddt.goto("/territoire?groupe=acknowledge");
    await acknowledge(ddt, title);
  }
  const prefecture = await otherPage();
  await signInAs(prefecture, "prefecture");

  await opened(ddt, check);
  await joined(prefecture, check);
  await walked(ddt, check);
  await closed(ddt, check);
  await page.goto("/territoire/seance");
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("séances");
});

/** On the newest five, refused once without a name. */
async function opened(ddt: Page, check: Check): Promise<void> {
  await ddt.goto("/territoire/projets?tri=-depot");
  await ddt.getByRole("link", { name: "Parcourir ces projets en séance" }).click();
  await expect(ddt.getByRole("heading", { level: 1 })).toHaveText("Les séances du binôme de Maine-et-Loire (49)");
  await check(ddt);
  await ddt.getByRole("button", { name: "Ouvrir la séance" }).click();
  await expectRefusals(ddt, "Nom de la séance : Remplissez ce champ.");
  await check(ddt);
  await ddt.getByRole("textbox", { name: "Nom de la séance" }).fill(NAME);
  await ddt.getByRole("button", { name: "Ouvrir la séance" }).click();
  await expectDone(ddt, "La séance est ouverte.");
  await expect(ddt.locator("main")).toContainText("n'est pas là");
  await check(ddt);
}

/** The other seat, from her own browser. */
async function joined(prefecture: Page, check: Check): Promise<void> {
  await prefecture.goto("/territoire");
  await prefecture.getByRole("link", { name: "Les séances du binôme" }).click();
  await check(prefecture);
  await prefecture.getByRole("link", { name: NAME }).click();
  await check(prefecture);
  await prefecture.getByRole("button", { name: "Participer et prêter ma signature" }).click();
  await expectDone(prefecture, "Votre signature vaut pour les décisions de cette séance");
  await expect(prefecture.getByRole("button", { name: "Reprendre ma signature" })).toBeVisible();
  await check(prefecture);
}

/** The last deposit comes first: it waits to be acknowledged, then the four others are decided or put off. */
async function walked(ddt: Page, check: Check): Promise<void> {
  await ddt.reload();
  await expect(ddt.locator("main")).toContainText("Les deux sièges sont là");
  await ddt.getByRole("link", { name: "Commencer par le premier projet" }).click();
  await expect(ddt.getByRole("heading", { level: 1 })).toHaveText(TITLES[4]);
  await check(ddt);
  await ddt.getByRole("button", { name: "Prendre en charge" }).click();
  await expect(ddt.getByRole("heading", { level: 1 })).toHaveText(TITLES[4]);
  await decide(ddt, "Priorité haute");
  await expect(ddt.getByRole("heading", { level: 1 })).toHaveText(TITLES[3]);
  await ddt.getByRole("button", { name: "Décider cette priorité" }).click();
  await expectRefusals(ddt, "Priorité : Choisissez une réponse.", "Motif : Remplissez ce champ.");
  await check(ddt);
  await decide(ddt, "Priorité moyenne");
  await decide(ddt, "Priorité basse");
  await expect(ddt.getByRole("heading", { level: 1 })).toHaveText(TITLES[1]);
  await ddt.getByRole("radio", { name: "Reporter" }).check();
  await ddt.getByRole("button", { name: "Noter et passer au suivant" }).click();
  await expectRefusals(ddt, "Phrase : Remplissez ce champ.");
  await ddt.getByRole("textbox", { name: "Phrase" }).fill("Le plan manque.");
  await ddt.getByRole("button", { name: "Noter et passer au suivant" }).click();
  await expectDone(ddt, "C'est noté au compte rendu.");
  await decide(ddt, "Priorité haute");
}

async function decide(ddt: Page, level: string): Promise<void> {
  await ddt.getByRole("radio", { name: level }).check();
  await ddt.getByRole("textbox", { name: "Motif" }).fill(REASON);
  await ddt.getByRole("button", { name: "Décider cette priorité" }).click();
  await expectDone(ddt, "La priorité est décidée");
}

async function closed(ddt: Page, check: Check): Promise<void> {
  await ddt.getByRole("link", { name: NAME }).click();
  await check(ddt);
  await ddt.getByRole("link", { name: "Clore la séance" }).click();
  await check(ddt);
  await ddt.getByRole("button", { name: "Clore la séance" }).click();
  await expectDone(ddt, "La séance est close.");
  const minute = ddt.locator("main");
  await expect(minute).toContainText("4 décidés, 1 reporté");
  await expect(minute).toContainText("Le plan manque.");
  await expect(minute).toContainText(REASON);
  await check(ddt);
}

import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { OWN_PAGE, expectDone, signInAs } from "../../pages/demo";
import { deposited, expectRefusals } from "../../pages/deposit";
import { deskLine } from "../../pages/pair";

const FIRST = "Poser des abris à vélos devant l'école";
const SECOND = "Poser des abris à vélos devant la gare";
const MESSAGE = "Le guide des abris à vélos est paru.";

type Check = (page: Page) => Promise<void>;

test("several projects are written to and given to somebody at once, and back", async ({ page, otherPage, check }) => {
  test.setTimeout(90_000);
  await signInAs(page, "mairie");
  const sheets = [await deposited(page, FIRST), await deposited(page, SECOND)];
  const ddt = await otherPage();
  await signInAs(ddt, "ddt");
  const prefecture = await otherPage();
  await signInAs(prefecture, "prefecture");
  await written(ddt, sheets[0], check);
  await prioritised(ddt, prefecture, sheets[0]);
  await given(ddt, check);
  await back(ddt, check);
});

async function found(ddt: Page): Promise<void> {
  await ddt.goto("/territoire/projets?q=abris+v%C3%A9los");
}

/** To all that the filters find. */
async function written(ddt: Page, sheet: string, check: Check): Promise<void> {
  await found(ddt);
  await check(ddt);
  await ddt.getByRole("radio", { name: "Les 2 résultats" }).check();
  await ddt.getByRole("combobox", { name: "Que faire" }).selectOption("Écrire aux collectivités");
  await ddt.getByRole("button", { name: "Continuer" }).click();
  await expect(ddt.locator("main")).toContainText("Cette action porte sur 2 projets");
  await check(ddt);
  const send = ddt.getByRole("button", { name: "Écrire sur 2 projets" });
  await send.click();
  await expectRefusals(ddt, "Message : Remplissez ce champ.");
  await check(ddt);
  await ddt.getByRole("textbox", { name: "Message" }).fill(MESSAGE);
  await send.click();
  await expect(ddt.getByRole("status").filter({ hasText: "C'est fait pour 2 projets." })).toBeVisible();
  await check(ddt);
  await ddt.goto(`${sheet}/conversation`);
  await expect(ddt.locator("main")).toContainText(MESSAGE);
}

/** By requests alone: another journey is about that. */
async function prioritised(ddt: Page, prefecture: Page, sheet: string): Promise<void> {
  const send = async (seat: Page, address: string, form: Record<string, string>) => {
    const answer = await seat.request.post(`${sheet}/${address}`, { form, headers: OWN_PAGE, maxRedirects: 0 });
    expect(answer.status(), address).toBe(303);
  };
  await send(ddt, "prise-en-charge", {});
  const decision = { niveau: "haute", motif: "Les élèves viennent à vélo." };
  await send(ddt, "priorite", decision);
  await send(prefecture, "priorite", decision);
}

async function give(ddt: Page, name: string): Promise<void> {
  await found(ddt);
  for (const title of [FIRST, SECOND]) await ddt.getByRole("checkbox", { name: `Choisir ${title}` }).check();
  await ddt.getByRole("button", { name: "Continuer" }).click();
  await ddt.getByRole("radio", { name }).check();
  await ddt.getByRole("textbox", { name: "Pourquoi cette personne" }).fill("Elle suit les mobilités.");
  await ddt.getByRole("button", { name: "Confier 2 projets" }).click();
}

/** To those that are ticked; where it cannot be done, the page says so. */
async function given(ddt: Page, check: Check): Promise<void> {
  await give(ddt, "Karim Haddad");
  await expect(ddt.getByRole("status").filter({ hasText: "C'est fait pour 1 projet." })).toBeVisible();
  const refused = ddt.getByRole("listitem").filter({ hasText: "le projet n'en est pas là" });
  await expect(refused.getByRole("link", { name: SECOND })).toBeVisible();
  await check(ddt);
}

/** Taken back, a project returns to who followed it. */
async function back(ddt: Page, check: Check): Promise<void> {
  await give(ddt, "Claire Martin");
  await check(ddt);
  await ddt.getByRole("button", { name: "Annuler cette action" }).click();
  await expectDone(ddt, "L'action est annulée.");
  await expect(ddt.getByRole("status").filter({ hasText: "C'est annulé pour 1 projet." })).toBeVisible();
  await check(ddt);
  await found(ddt);
  await expect(deskLine(ddt, FIRST)).toContainText("Karim Haddad");
}

import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { OWN_PAGE, expectDone, signInAs } from "../../pages/demo";
import { deposited, expectRefusals } from "../../pages/deposit";
import { mailSaying } from "../../pages/mail";
import { deskLine } from "../../pages/pair";

const TAKEN = "Isoler la salle des fêtes";
const LEFT = "Changer la chaudière de la mairie";
const RULE = "Énergie des communes";
const SAME = "Énergie encore";

type Check = (page: Page) => Promise<void>;

test("a rule is tried, put in its place and gives projects by itself; what none takes waits and says why", async ({ page, otherPage, check }) => {
  await signInAs(page, "mairie");
  const taken = await deposited(page, TAKEN);
  const left = await deposited(page, LEFT);
  const ddt = await otherPage();
  await signInAs(ddt, "ddt");
  const prefecture = await otherPage();
  await signInAs(prefecture, "prefecture");

  await written(ddt, check);
  await ordered(ddt, check);
  await decided(ddt, prefecture, taken);
  await followed(page, taken, check);
  await switchedOff(ddt, check);
  await decided(ddt, prefecture, left);
  await waits(ddt, check);
  await deleted(ddt, RULE);
  await read(await otherPage(), check);
});

const rule = (page: Page, name: string) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
const press = (page: Page, verb: string, name: string) =>
  page.getByRole("button", { name: `${verb} la règle « ${name} »` }).click();

/** Refused, tried, saved: nothing typed is lost on the way. */
async function written(ddt: Page, check: Check): Promise<void> {
  await ddt.goto("/territoire");
  await ddt.getByRole("link", { name: "Les règles d'affectation" }).click();
  await expect(rule(ddt, "Eau et risques")).toContainText("Projets sur les thèmes « Eau et assainissement » ou « Risques naturels »");
  await check(ddt);
  await ddt.getByRole("link", { name: "Ajouter une règle" }).click();
  await theme(ddt).check();
  await ddt.getByRole("button", { name: "Enregistrer la règle" }).click();
  await expectRefusals(ddt, "Nom de la règle : Remplissez ce champ.", "À qui confier le projet : Remplissez ce champ.");
  await expect(theme(ddt)).toBeChecked();
  await check(ddt);
  await ddt.getByRole("textbox", { name: "Nom de la règle" }).fill(RULE);
  await ddt.getByRole("radio", { name: "Sophie Lebrun" }).check();
  await ddt.getByRole("button", { name: "Essayer à blanc sans enregistrer" }).click();
  await expect(ddt.locator("#essai")).toContainText("Cette règle aurait retenu");
  await expect(ddt.locator("#essai").getByRole("link", { name: TAKEN })).toBeVisible();
  await expect(ddt.getByRole("textbox", { name: "Nom de la règle" })).toHaveValue(RULE);
  await expect(theme(ddt)).toBeChecked();
  await check(ddt);
  await ddt.getByRole("button", { name: "Enregistrer la règle" }).click();
  await expectDone(ddt, "La règle est ajoutée à la fin de la liste.");
  await expect(rule(ddt, RULE)).toContainText("Projets sur le thème « Énergie » → Sophie Lebrun");
}

const theme = (page: Page) =>
  page.getByRole("group", { name: "Thème principal" }).getByRole("checkbox", { name: "Énergie", exact: true });

/** A rule behind one that takes the same projects never has its turn, and the page says so. */
async function ordered(ddt: Page, check: Check): Promise<void> {
  await ddt.getByRole("link", { name: "Ajouter une règle" }).click();
  await theme(ddt).check();
  await ddt.getByRole("textbox", { name: "Nom de la règle" }).fill(SAME);
  await ddt.getByRole("radio", { name: "Karim Haddad" }).check();
  await ddt.getByRole("button", { name: "Enregistrer la règle" }).click();
  await expect(rule(ddt, SAME)).toContainText("Cette règle ne sert jamais");
  await check(ddt);
  await press(ddt, "Monter", SAME);
  await expectDone(ddt, "L'ordre des règles est changé.");
  await expect(rule(ddt, SAME)).not.toContainText("Cette règle ne sert jamais");
  await expect(rule(ddt, RULE)).toContainText("Cette règle ne sert jamais");
  await ddt.getByRole("link", { name: `Essayer à blanc la règle « ${RULE} »` }).click();
  await expect(ddt.locator("#essai")).toContainText(`retenu avant par « ${SAME} »`);
  await check(ddt);
  await deleted(ddt, SAME);
  await expect(rule(ddt, RULE)).not.toContainText("Cette règle ne sert jamais");
}

async function deleted(ddt: Page, name: string): Promise<void> {
  await ddt.goto("/territoire/regles");
  await ddt.getByRole("link", { name: `Supprimer la règle « ${name} »` }).click();
  await ddt.getByRole("button", { name: "Supprimer la règle" }).click();
  await expectDone(ddt, "La règle est supprimée.");
  await expect(rule(ddt, name)).toHaveCount(0);
}

/** Both seats sign, by requests alone: another journey is about that. */
async function decided(ddt: Page, prefecture: Page, sheet: string): Promise<void> {
  const send = async (seat: Page, address: string, form: Record<string, string>) => {
    const answer = await seat.request.post(`${sheet}/${address}`, { form, headers: OWN_PAGE, maxRedirects: 0 });
    expect(answer.status(), address).toBe(303);
  };
  await send(ddt, "prise-en-charge", {});
  const decision = { niveau: "haute", motif: "Le bâtiment perd beaucoup de chaleur." };
  await send(ddt, "priorite", decision);
  await send(prefecture, "priorite", decision);
}

/** The collectivité reads who follows and by which rule; the one who follows gets what the first contact needs. */
async function followed(mairie: Page, sheet: string, check: Check): Promise<void> {
  await mairie.goto(sheet);
  const rail = mairie.getByRole("complementary");
  await expect(rail).toContainText("Sophie Lebrun");
  await expect(rail).toContainText(`Projet confié par la règle « ${RULE} »`);
  // Folded on a phone.
  await expect(rail.locator('a[href="mailto:sophie.lebrun@ddt-49.example"]')).toHaveCount(1);
  await check(mairie);
  await mailSaying(mairie, "sophie.lebrun@ddt-49.example", TAKEN, "odile.renard@mairie.example");
  await mailSaying(mairie, "odile.renard@mairie.example", `${TAKEN} : Sophie Lebrun suit ce projet`, "sophie.lebrun@ddt-49.example");
}

async function switchedOff(ddt: Page, check: Check): Promise<void> {
  await ddt.goto("/territoire/regles");
  await press(ddt, "Désactiver", RULE);
  await expectDone(ddt, "La règle est désactivée");
  await expect(rule(ddt, RULE)).toContainText("Désactivée");
  await check(ddt);
}

async function waits(ddt: Page, check: Check): Promise<void> {
  await ddt.goto("/territoire?groupe=assign");
  await expect(deskLine(ddt, LEFT)).toContainText("aucune règle ne s'applique");
  await check(ddt);
  await deskLine(ddt, LEFT).getByRole("link", { name: "Confier le projet" }).click();
  await expect(ddt.locator("#decisions")).toContainText("aucune règle ne s'applique");
}

/** An agent reads the rules and changes none. */
async function read(agent: Page, check: Check): Promise<void> {
  await signInAs(agent, "agent");
  await agent.goto("/territoire/regles");
  await expect(rule(agent, "Eau et risques")).toBeVisible();
  await expect(agent.getByRole("button", { name: /Monter|Descendre|Désactiver/ })).toHaveCount(0);
  await expect(agent.getByRole("link", { name: "Ajouter une règle" })).toHaveCount(0);
  await check(agent);
  const refused = await agent.goto("/territoire/regles/nouvelle");
  expect(refused?.status()).toBe(403);
}

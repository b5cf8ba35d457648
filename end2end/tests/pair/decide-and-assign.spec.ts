import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { DemoPerson, expectDone, signInAs } from "../../pages/demo";
import { deposited, expectRefusals } from "../../pages/deposit";
import { mailSaying, mailTo } from "../../pages/mail";
import { acknowledge, bellLine, deskLine, score } from "../../pages/pair";

const TITLE = "Ouvrir une maison de santé rue du Moulin";
const REASON = "Le projet répond à un besoin premier du canton.";
const NOTE = "La commune surestime sa capacité à recruter.";

/** Somebody of the demonstration in her own browser. */
type Browser = (person: DemoPerson) => Promise<Page>;
type Check = (page: Page) => Promise<void>;

test("the pair takes a project up, decides together and gives it to somebody", async ({ page, otherPage, check }) => {
  const browsers = new Map<DemoPerson, Page>();
  const as: Browser = async (person) => {
    const opened = browsers.get(person) ?? (person === "mairie" ? page : await otherPage());
    if (!browsers.has(person)) await signInAs(opened, person);
    browsers.set(person, opened);
    return opened;
  };
  const sheet = await deposited(await as("mairie"), TITLE);
  await taken(await as("ddt"), check);
  await scoredBlind(as, sheet, check);
  await decided(as, sheet, check);
  await assigned(as, sheet, check);
  await told(as, sheet, check);
});

async function taken(ddt: Page, check: Check): Promise<void> {
  await ddt.goto("/territoire?groupe=acknowledge");
  await expect(deskLine(ddt, TITLE)).toContainText("Énergie, 350 000 €");
  await check(ddt);
  await acknowledge(ddt, TITLE);
  await expect(deskLine(ddt, TITLE).getByRole("link", { name: "Proposer la priorité" })).toBeVisible();
}

/** Neither seat reads the other's scores before its own are in; a gap asks to be explained. */
async function scoredBlind(as: Browser, sheet: string, check: Check): Promise<void> {
  const [ddt, prefecture] = [await as("ddt"), await as("prefecture")];
  await ddt.goto(`${sheet}/cotation`);
  await score(ddt, [3, 3, 2, 3], NOTE);
  await expectRefusals(ddt, "Faisabilité du financement : Choisissez une réponse.", "Accord avec la stratégie du contrat : Choisissez une réponse.");
  await expect(ddt.getByRole("group", { name: "Maturité" }).getByRole("radio", { name: "3" })).toBeChecked();
  await expect(ddt.getByRole("textbox", { name: "Note" })).toHaveValue(NOTE);
  await check(ddt);
  await score(ddt, [3, 3, 2, 3, 2, 3]);
  await expectDone(ddt, "Votre cotation est enregistrée.");

  await prefecture.goto(`${sheet}/cotation`);
  await expect(prefecture.locator("main")).toContainText("a donné sa cotation. Vous la voyez une fois la vôtre donnée.");
  await expect(prefecture.locator("main")).not.toContainText(NOTE);
  await expect(prefecture.getByRole("table")).toHaveCount(0);
  await score(prefecture, [1, 3, 2, 3, 2, 3], "Prêt à financer.");
  const both = prefecture.getByRole("table", { name: "Les deux cotations" });
  await expect(both.getByRole("row").filter({ hasText: "Maturité" })).toContainText("Écart à expliquer");
  await expect(prefecture.locator("main")).toContainText(NOTE);
  await check(prefecture);
}

/** One seat proposes, the other signs; before that, the collectivité knows nothing. */
async function decided(as: Browser, sheet: string, check: Check): Promise<void> {
  const [ddt, prefecture, mairie] = [await as("ddt"), await as("prefecture"), await as("mairie")];
  await ddt.goto(sheet);
  await ddt.getByRole("button", { name: "Proposer cette priorité" }).click();
  await expectRefusals(ddt, "Priorité : Choisissez une réponse.", "Motif : Remplissez ce champ.");
  await check(ddt);
  await ddt.getByRole("radio", { name: "Priorité haute" }).check();
  await ddt.getByRole("textbox", { name: "Motif" }).fill(REASON);
  await ddt.getByRole("button", { name: "Proposer cette priorité" }).click();
  await expectDone(ddt, "L'autre siège du binôme est prévenu.");
  await expect(ddt.getByRole("button", { name: "Signer cette décision" })).toHaveCount(0);
  await mairie.goto(sheet);
  await expect(mairie.locator("main")).not.toContainText(REASON);

  await prefecture.goto("/territoire?groupe=sign");
  await deskLine(prefecture, TITLE).getByRole("link", { name: "Lire et signer" }).click();
  await expect(prefecture.locator("#decisions")).toContainText(REASON);
  await check(prefecture);
  await prefecture.getByRole("button", { name: "Signer cette décision" }).click();
  await expectDone(prefecture, "La priorité est décidée par les deux sièges.");
}

async function assigned(as: Browser, sheet: string, check: Check): Promise<void> {
  const prefecture = await as("prefecture");
  await prefecture.getByRole("radio", { name: "Sophie Lebrun" }).check();
  await prefecture.getByRole("button", { name: "Confier le projet", exact: true }).click();
  await expectRefusals(prefecture, "Pourquoi cette personne : Remplissez ce champ.");
  await expect(prefecture.getByRole("radio", { name: "Sophie Lebrun" })).toBeChecked();
  await check(prefecture);
  await prefecture.getByRole("textbox", { name: "Pourquoi cette personne" }).fill("Elle connaît les projets de santé du canton.");
  await prefecture.getByRole("button", { name: "Confier le projet", exact: true }).click();
  await expectDone(prefecture, "Le projet est confié.");
  const agent = await as("agent");
  await agent.goto("/territoire/projets?suivi=moi");
  await expect(deskLine(agent, TITLE)).toContainText("Sophie Lebrun");
  await check(agent);
}

/** The collectivité reads the decision and its reason, by bell and mail too, and never a score. */
async function told(as: Browser, sheet: string, check: Check): Promise<void> {
  const [mairie, agent] = [await as("mairie"), await as("agent")];
  await mairie.goto(sheet);
  await expect(mairie.locator("#decisions")).toContainText("Priorité haute");
  await expect(mairie.locator("#decisions")).toContainText(REASON);
  await expect(mairie.locator("#decisions")).toContainText("Claire Martin et Karim Haddad");
  await expect(mairie.getByRole("complementary")).toContainText("Sophie Lebrun");
  await check(mairie);
  for (const address of [sheet, `${sheet}/historique`, "/notifications"]) {
    await mairie.goto(address);
    await expect(mairie.locator("main")).not.toContainText(/cot(é|ation)|surestime/);
  }
  const refused = await mairie.goto(`${sheet}/cotation`);
  expect([403, 404]).toContain(refused?.status());
  await expect(mairie.locator("main")).not.toContainText(NOTE);

  await mailSaying(mairie, "odile.renard@mairie.example", TITLE, "a confié le projet à Sophie Lebrun");
  await mailTo(agent, "sophie.lebrun@ddt-49.example", TITLE);
  await bellLine(agent, TITLE, /a confié le projet à Sophie Lebrun/);
  await bellLine(mairie, TITLE, /a signé la décision : Priorité haute/);
  await check(mairie);
}

test("a project is sent to somebody else with a reason, and not without", async ({ page, otherPage, check }) => {
  const title = "Acheter une nacelle pour l'association";
  await signInAs(page, "mairie");
  const sheet = await deposited(page, title);
  const ddt = await otherPage();
  await signInAs(ddt, "ddt");
  await ddt.goto(sheet);
  await ddt.getByRole("link", { name: "Réorienter le projet" }).click();
  await check(ddt);
  await ddt.getByRole("textbox", { name: "Vers qui" }).fill("La région, service associations");
  await ddt.getByRole("button", { name: "Réorienter le projet" }).click();
  await expectRefusals(ddt, "Motif : Remplissez ce champ.");
  await expect(ddt.getByRole("textbox", { name: "Vers qui" })).toHaveValue("La région, service associations");
  await check(ddt);
  await ddt.getByRole("textbox", { name: "Motif" }).fill("L'État n'aide pas l'achat de matériel associatif.");
  await ddt.getByRole("button", { name: "Réorienter le projet" }).click();
  await expectDone(ddt, "Le projet est réorienté.");

  await page.goto(sheet);
  await expect(page.locator("#decisions")).toContainText("Projet réorienté vers La région, service associations");
  await expect(page.locator("#decisions")).toContainText("L'État n'aide pas l'achat de matériel associatif.");
  await check(page);
  await mailSaying(page, "odile.renard@mairie.example", title, "achat de matériel associatif");
});

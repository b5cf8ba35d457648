import { expect, test } from "../../fixtures/app";
import { cards, day, proposed, raise } from "../../pages/blockers";
import { expectDone, expectRefused, projectNamed, signInAs } from "../../pages/demo";
import { mailTo } from "../../pages/mail";

const PROJECT = "Rénovation énergétique de l'école";
const KIND = "Il manque du temps ou des compétences";

test("a blocker brings help at once, which is answered, and the blocker is solved", async ({ page, otherPage, check }) => {
  await signInAs(page, "mairie");
  const project = await projectNamed(page, PROJECT);
  await page.goto(`${project}/blocages`);
  await check(page);
  await raise(page, { sentence: "Notre secrétaire est seule.", since: day(2) });
  await expectRefused(page, "Nature du blocage : Choisissez une des réponses proposées.");
  await expectRefused(page, "Cette date est dans le futur");
  await expect(page.getByLabel("En une phrase")).toHaveValue("Notre secrétaire est seule.");
  await expect(page.getByLabel("Depuis quand ?")).toHaveValue(day(2));
  await check(page);
  await raise(page, { kind: KIND, since: day(-40) });
  await expectDone(page, "Le blocage est signalé, l'État local est prévenu.");

  const help = proposed(page);
  for (const family of ["Financement", "Ingénierie", "Service d'experts"]) {
    await expect(help.getByRole("heading", { name: family, exact: true })).toBeVisible();
  }
  await expect(help.locator(".reasons").first()).toContainText("Parce que");
  await check(page);
  const names = await cards(help).getByRole("heading").allTextContents();

  const card = (name: string) => cards(page).filter({ has: page.getByRole("heading", { name, exact: true }) }).first();
  await card(names[0]).getByRole("button", { name: "Je retiens" }).click();
  await expectDone(page, "La recommandation est retenue.");
  await card(names[1]).getByRole("link", { name: "Pas pour moi" }).click();
  await page.getByRole("button", { name: "Écarter cette recommandation" }).click();
  await expectRefused(page, "Raison : Choisissez une des réponses proposées.");
  await check(page);
  await page.getByRole("radio", { name: "Autre raison" }).check();
  await page.getByLabel("Voulez-vous préciser ?").fill("La communauté de communes s'en charge.");
  await page.getByRole("button", { name: "Écarter cette recommandation" }).click();
  await expectDone(page, "La recommandation est écartée. Merci d'avoir dit pourquoi.");
  await expect(page.getByText("La communauté de communes s'en charge.")).toBeVisible();
  await card(names[2]).getByRole("button", { name: "C'est fait" }).click();
  await expectDone(page, "La recommandation est marquée comme faite.");
  await check(page);

  const agent = await otherPage();
  await signInAs(agent, "agent");
  await mailTo(agent, "sophie.lebrun@ddt-49.example", PROJECT);
  await agent.goto("/notifications");
  await agent.getByRole("link", { name: "Odile Renard a signalé un blocage : Notre secrétaire est seule." }).click();
  await expect(agent).toHaveURL(/\/blocages$/);
  await expect(agent.getByText("Notre secrétaire est seule.")).toBeVisible();
  await check(agent);

  await page.goto(`${project}/blocages`);
  await cards(page).filter({ hasText: "Notre secrétaire est seule." }).getByRole("link", { name: "Lever ce blocage" }).click();
  await page.getByRole("button", { name: "Lever ce blocage" }).click();
  await expectRefused(page, "Solution : ");
  await check(page);
  await page.getByLabel("Comment a-t-il été levé ?").fill("L'intercommunalité nous prête une cheffe de projet.");
  await page.getByRole("button", { name: "Lever ce blocage" }).click();
  await expectDone(page, "Le blocage est levé.");
  const solved = cards(page).filter({ hasText: "Notre secrétaire est seule." });
  await expect(solved).toContainText("L'intercommunalité nous prête une cheffe de projet.");
  await expect(solved.getByRole("link", { name: "Lever ce blocage" })).toHaveCount(0);
  await check(page);
});

test("a person recommends an offer of the catalogue, or gives an advice of her own", async ({ page, check }) => {
  await signInAs(page, "expert");
  const project = await projectNamed(page, PROJECT);
  await page.goto(`${project}/recommandations`);
  await expect(page.getByRole("button", { name: "Je retiens" })).toHaveCount(0);
  await page.getByRole("link", { name: "Recommander une aide" }).click();
  await page.getByLabel("Chercher dans le catalogue").fill("énergie");
  await page.getByRole("button", { name: "Chercher" }).click();
  await expect(page.getByRole("status").filter({ hasText: "trouvée" })).toBeVisible();
  await check(page);
  await page.getByLabel("Titre du conseil").fill("Appeler l'agence locale de l'énergie");
  await page.getByRole("button", { name: "Recommander", exact: true }).click();
  await expectRefused(page, "Conseil : ");
  await expect(page.getByLabel("Titre du conseil")).toHaveValue("Appeler l'agence locale de l'énergie");
  await check(page);
  await page.getByLabel("Pourquoi, et par où commencer ?").fill("Elle a suivi trois écoles voisines.");
  await page.getByRole("button", { name: "Recommander", exact: true }).click();
  await expectDone(page, "Votre recommandation est transmise à la collectivité.");
  await expect(cards(page).filter({ hasText: "Elle a suivi trois écoles voisines." })).toContainText("Jean Kermarrec");
  await check(page);
});

import { expect, test } from "../../fixtures/app";
import { expectDone, signInAs } from "../../pages/demo";
import * as deposit from "../../pages/deposit";
import { SCREENS, expectScreen, onward, textbox } from "../../pages/deposit";
import { linkIn, mailTo, mails } from "../../pages/mail";

const TITLE = "Rouvrir le lavoir du haut";

test("a draft waits in its browser, and for its owner on another one", async ({ page, otherPage, check }) => {
  await deposit.begin(page);
  await deposit.fillWhat(page, TITLE);
  await page.getByRole("button", { name: "Enregistrer et finir plus tard" }).click();
  await expectDone(page, "Votre projet est enregistré.");
  const draft = page.locator(".card").filter({ hasText: TITLE });
  await expect(draft).toContainText("Étape 2 sur 6");
  await check(page);

  // Signing in on this browser makes it hers, wherever she signs in.
  await signInAs(page, "mairie");
  await draft.getByRole("link", { name: "Reprendre" }).click();
  await expectScreen(page, SCREENS.where);
  const elsewhere = await otherPage();
  await signInAs(elsewhere, "mairie");
  await elsewhere.goto("/projets");
  await elsewhere.locator(".card").filter({ hasText: TITLE }).getByRole("link", { name: "Reprendre" }).click();
  await expectScreen(elsewhere, SCREENS.where);

  // Nobody else finds it.
  const stranger = await otherPage();
  const answer = await stranger.goto(page.url());
  expect(answer?.status()).toBe(404);
});

test("pressing send four times makes one project", async ({ page }) => {
  const title = "Refaire le toit du préau";
  await signInAs(page, "mairie");
  const draft = await deposit.draftReady(page, title);
  await page.goto(`${draft}/relire`);
  await page.getByRole("button", { name: /[Dd]époser le projet/ }).click({ clickCount: 4 });
  await expectScreen(page, title);
  // Once more, from the page that is still in the history.
  await page.goto(`${draft}/relire`);
  await expectScreen(page, title);
  await page.goto("/projets");
  await expect(page.getByRole("heading", { name: title })).toHaveCount(1);
});

test("a session that ends while one types loses nothing", async ({ page, check }) => {
  await signInAs(page, "mairie");
  await deposit.begin(page);
  await deposit.fillWhat(page, "Éclairer le chemin de l'école");
  await page.context().clearCookies({ name: "session" });
  await onward(page);
  await expectScreen(page, "Se connecter");
  await check(page);
  // Other journeys sign in with this address too: their mails are not meant.
  const known = await mails(page);
  await textbox(page, "Adresse e-mail").fill("odile.renard@mairie.example");
  await page.getByRole("button", { name: "Recevoir le lien et le code" }).click();
  await page.goto(linkIn(await mailTo(page, "odile.renard@mairie.example", "Votre connexion", known), "/connexion/lien/"));
  await page.getByRole("button", { name: "Me connecter" }).click();
  await expectScreen(page, SCREENS.where);
  await deposit.back(page);
  await expect(textbox(page, "Titre du projet")).toHaveValue("Éclairer le chemin de l'école");
});

// Only with scripts: saving by itself is what the script adds.
test("without network the words stay on the device, and leave when it is back", { tag: "@island" }, async ({ page }) => {
  await deposit.begin(page);
  await textbox(page, "Titre du projet").fill("Consolider le clocher");
  await expect(page.getByText(/^Enregistré à/)).toBeVisible();
  await page.context().setOffline(true);
  await textbox(page, "Ce que vous voulez faire").fill("Des pierres tombent.");
  await expect(page.getByText("Pas de réseau : votre texte est gardé sur cet appareil")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(/^Enregistré à/)).toBeVisible();
  await page.reload();
  await expect(textbox(page, "Ce que vous voulez faire")).toHaveValue("Des pierres tombent.");
});

// Only with scripts: only a script can take the place of what is there.
test("what is typed and ticked before the script comes stays", { tag: "@island" }, async ({ page }) => {
  let arrive = () => {};
  const line = new Promise<void>((resolve) => (arrive = resolve));
  await signInAs(page, "mairie");
  const draft = await deposit.draftReady(page, "Rallumer le phare");
  await page.route("**/*.wasm", async (route) => {
    await line;
    await route.continue();
  });
  await page.goto(`${draft}/ou`, { waitUntil: "commit" });
  const field = page.locator("#champ-commune_cherchee");
  await field.fill("angers");
  await page.getByRole("checkbox", { name: deposit.VILLAGE.name }).uncheck();
  arrive();
  await expect(page.getByRole("combobox", { name: "Commune(s) concernée(s)" })).toHaveValue("angers");
  await expect(page.getByRole("button", { name: "Retirer" })).toHaveCount(0);
});

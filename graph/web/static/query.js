// The query page: YASGUI's editor and result view with our prefixes, terms and questions; nothing is asked outside.
"use strict";
{
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const { Yasqe, Yasr } = window.Yasgui.Yasqe ? window.Yasgui : (window.Yasgui.default ?? window.Yasgui.Yasgui);
  const narrow = matchMedia("(max-width: 40rem)").matches;
  const menu = document.getElementById("questions");
  const first = settings.questions.find((question) => question.name === "programmes-and-runners") ?? settings.questions[0];
  const prefixes = Object.entries(settings.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`).sort();
  const iris = (terms) => terms.map((term) => settings.namespace + term.name);

  // our own completers in place of those that ask prefix.cc and Linked Open Vocabularies
  Yasqe.forkAutocompleter("prefixes", { name: "our-prefixes", persistenceId: null, get: () => prefixes }, false);
  Yasqe.forkAutocompleter("class", { name: "our-classes", persistenceId: null, bulk: true, get: () => iris(settings.classes) }, false);
  Yasqe.forkAutocompleter("property", { name: "our-properties", persistenceId: null, bulk: true, get: () => iris(settings.properties) }, false);

  // the server knows our prefixes, the editor marks them as errors: a query in the address may come without them
  const declared = (text) => {
    const missing = Object.entries(settings.prefixes).filter(
      ([prefix]) => new RegExp(`(^|[^\\w:/])${prefix}:`).test(text) && !new RegExp(`PREFIX\\s+${prefix}:`, "i").test(text),
    );
    return missing.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`).join("") + text;
  };
  const given = new URLSearchParams(location.search).get("query");
  const asked = given === null ? null : declared(given);
  const yasqe = new Yasqe(document.getElementById("editor"), {
    value: asked ?? first?.text ?? "SELECT * WHERE { ?s ?p ?o } LIMIT 10",
    requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST", headers: {}, acceptHeaderGraph: "text/turtle" },
    autocompleters: ["our-prefixes", "our-classes", "our-properties", "variables"],
    persistenceId: null, consumeShareLink: null, createShortLink: undefined, prefixCcApi: null,
    lineNumbers: !narrow, foldGutter: !narrow, gutters: narrow ? [] : ["CodeMirror-linenumbers", "CodeMirror-foldgutter"],
    collapsePrefixesOnLoad: false, resizeable: false, showQueryButton: true,
    createShareableLink: () => address(),
  });
  const yasr = new Yasr(document.getElementById("answer"), {
    persistenceId: null, prefixes: settings.things, defaultPlugin: "table", pluginOrder: ["table", "response"],
    plugins: {
      table: {
        enabled: true, staticConfig: { openIriInNewWindow: false },
        dynamicConfig: { compact: true, isEllipsed: !narrow, pageSize: 50 },
      },
      boolean: { enabled: true }, response: { enabled: true }, error: { enabled: true },
    },
    getDownloadFileName: () => "yizhan",
  });

  if (settings.editor) speak([document.getElementById("editor"), document.getElementById("answer")], settings.editor);

  const address = (more = "") => `${location.origin}/sparql?query=${encodeURIComponent(yasqe.getValue())}${more}`;
  const csv = document.getElementById("csv");
  const note = () => { csv.href = address("&format=csv&download=yizhan.csv"); };

  yasqe.on("change", note);
  yasqe.on("query", () => history.replaceState(null, "", address()));
  yasqe.on("queryResponse", (_yasqe, response, duration) => yasr.setResponse(response, duration));
  note();

  const run = () => yasqe.query().catch(() => {}); // a refusal is shown where the answer would be

  // things of this graph open here, wherever their IRIs resolve
  document.getElementById("answer").addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const known = [[`${settings.base}id/`, "/id/"], [settings.namespace, "/ontology#"]];
    const [start, here] = known.find(([iri]) => link?.href.startsWith(iri)) ?? [];
    if (!start) return;
    event.preventDefault();
    const local = here + link.href.slice(start.length);
    if (event.ctrlKey || event.metaKey) window.open(local);
    else location.assign(local);
  });

  // a question about one thing can be asked of another: its name stands once, in VALUES ?asked { "..."@zh }
  const about = document.getElementById("about");
  const chosen = () => settings.questions.find((one) => one.name === menu.value);
  const ask = (question, name) => {
    const literal = (text) => `VALUES ?asked { ${JSON.stringify(text)}@zh }`;
    yasqe.setValue(question.text.replace(literal(question.about), () => literal(name)));
    run();
  };
  menu.addEventListener("change", () => {
    const question = chosen();
    about.hidden = !question?.about;
    about.value = question?.about ?? "";
    if (question) ask(question, question.about);
  });
  about.addEventListener("change", () => ask(chosen(), about.value.trim()));

  const copy = document.getElementById("copy");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address());
    const before = copy.textContent;
    copy.textContent = copy.dataset.done;
    setTimeout(() => { copy.textContent = before; }, 1500);
  });
  for (const button of document.querySelectorAll("[data-term]")) {
    button.addEventListener("click", () => { yasqe.replaceSelection(`${button.dataset.term} `); yasqe.focus(); });
  }
  if (asked) run();
}

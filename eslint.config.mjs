/* How the scripts in docs/assets/ and tests/ are linted: `make lint` runs it. */
import js from "@eslint/js";
import globals from "globals";

/* Every script adds to the one global object, which the first of them to run creates: this line and nothing else. */
const ONLY_GUIDE_IS_GLOBAL = {
  selector: "VariableDeclaration[kind='var']:not(:has(> VariableDeclarator[id.name='Guide']))",
  message: "Use const or let; the only var is that of Guide.",
};

export default [
  { ignores: ["site/", ".build/", ".venv/", "docs/downloads/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-console": ["error", { allow: ["warn", "error"] }],
      "no-else-return": "error",
      "no-eval": "error",
      "no-implicit-coercion": "error",
      "no-implied-eval": "error",
      "no-param-reassign": "error",
      "no-restricted-syntax": ["error", ONLY_GUIDE_IS_GLOBAL],
      "no-shadow": "error",
      "no-throw-literal": "error",
      "no-unused-expressions": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      strict: ["error", "function"],
    },
  },
  {
    files: ["docs/assets/**/*.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, Guide: "writable" } },
    rules: { "no-implicit-globals": ["error", { lexicalBindings: true }], "no-redeclare": ["error", { builtinGlobals: false }] },
  },
  {
    // What tests run in a browser: functions that they call by name, on what a page and those functions have made. In strict code, what
    // Playwright evaluates would define no function for the page.
    files: ["tests/**/*.js"],
    languageOptions: {
      sourceType: "script",
      globals: { ...globals.browser, Guide: "readonly", data: "readonly", bank: "readonly", kit: "readonly", rules: "readonly", stages: "readonly", __md_scope: "readonly", LENGTHS: "readonly" },
    },
    rules: { "no-unused-vars": ["error", { vars: "local" }], strict: ["error", "never"] },
  },
  {
    files: ["docs/offline-worker.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.serviceworker, Guide: "readonly" } },
  },
];

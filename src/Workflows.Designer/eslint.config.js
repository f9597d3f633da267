// Each of these keeps something that the compiler does not see:
// import-x, that folders import downwards only and files in no circle; jsx-a11y, that what is drawn can be reached and read by everybody;
// react-hooks, that an effect sees the values of now; typescript-eslint reads the language for them. knip, beside ESLint, finds what nobody uses.
import importX, { createNodeResolver } from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { floors } from "./floors.js";

/** What the kit draws is not drawn anew in a feature. */
const kitHas = ["Modal", "Drawer", "Alert", "Badge", "Card", "Paper", "Timeline", "Notification", "Loader"];

/** Besides, in the folders that have nothing of it left: tables are DataTable, menus are MoreMenu, views are ViewTabs. */
const kitHasToo = [...kitHas, "Table", "Menu", "Tabs", "Pagination", "Breadcrumbs", "Spoiler"];
const clean = [
  "authority", "calendar", "commitments", "deadlines", "documents", "flows", "health", "home", "jobs", "kit", "mails",
  "organisation", "people", "privacy", "processes", "schedule", "session", "sessions", "stages", "tasks",
];

const banned = (importNames) => ["error", { name: "@mantine/core", importNames, message: "The kit in src/ui has this." }];

/** What one folder may not import: everything that is neither its own nor on its list. */
const zones = Object.entries(floors).map(([folder, others]) => ({
  target: `./src/${folder}`,
  from: "./src",
  except: [folder, ...others].map((name) => `./${name}`),
  message: `«${folder}» may not import this: see floors.js.`,
}));

export default tseslint.config(
  { ignores: ["wwwroot", "bin", "obj", "src/api/schema.d.ts"] },
  ...tseslint.configs.recommended,
  jsxA11y.flatConfigs.recommended,
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "import-x": importX, "react-hooks": reactHooks },
    settings: { "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".tsx"] })] },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": "error",
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "no-restricted-imports": banned(kitHas),
      // The first field of a dialog is where its work starts; a page never takes the focus this way.
      "jsx-a11y/no-autofocus": "off",
    },
  },
  { files: clean.map((folder) => `src/${folder}/**`), rules: { "no-restricted-imports": banned(kitHasToo) } },
  { files: ["src/ui/**"], rules: { "no-restricted-imports": "off" } },
);

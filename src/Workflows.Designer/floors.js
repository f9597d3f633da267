// What each folder of the client may import, besides itself. A folder may only name folders above it in this list, so nothing runs in a
// circle; whoever needs another arrow adds it here, or moves what both need to `ui`.
const ground = {
  api: [],
  ui: ["api"],
  session: ["api", "ui"],
};

/** Features, each with the other features that it may import. */
const features = {
  health: [],
  home: ["health"],
  people: [],
  documents: [],
  organisation: [],
  calendar: [],
  deadlines: ["calendar"],
  flows: ["organisation", "calendar", "deadlines"],
  sessions: [],
  tasks: ["calendar", "sessions"],
  processes: ["documents"],
  stages: ["calendar", "processes"],
  schedule: ["calendar", "processes"],
  mails: ["processes"],
  authority: ["organisation"],
  commitments: ["organisation"],
  jobs: [],
  kit: [],
  privacy: [],
};

/** Each folder and what it may import, from the ground up. */
export const floors = { ...ground };
for (const [feature, others] of Object.entries(features)) floors[feature] = [...Object.keys(ground), ...others];
floors.shell = Object.keys(floors);

for (const [folder, others] of Object.entries(floors)) {
  const below = Object.keys(floors).slice(0, Object.keys(floors).indexOf(folder));
  const up = others.filter((name) => !below.includes(name));
  if (up.length > 0) throw new Error(`«${folder}» may not import what does not stand above it in floors.js: ${up.join(", ")}.`);
}

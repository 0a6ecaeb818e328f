// What the parts of the page tell each other of how things stand. Their scripts come in any order,
// so whoever starts to follow hears at once what was told last.

const last = new Map();
const followers = new Map();

export function tell(name, detail) {
  last.set(name, detail);
  for (const follower of followers.get(name) ?? []) follower(detail);
}

export function follow(name, follower) {
  followers.set(name, [...(followers.get(name) ?? []), follower]);
  if (last.has(name)) follower(last.get(name));
}

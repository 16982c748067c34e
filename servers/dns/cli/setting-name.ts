/** `tcpIdleSeconds` is `tcp-idle-seconds` in the configuration. Without YAML, which takes a while to load. */
export function settingName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

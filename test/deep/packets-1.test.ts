import { vi } from "vitest";
import { runShard } from "./packets.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

runShard(1, 2);

import type { Measurement, TaskResult } from "./harness.js";

export function renderTask(result: TaskResult): string {
  const width = Math.max(...result.measurements.map((measurement) => measurement.name.length));
  const lines = result.measurements.map((measurement) => renderLine(measurement, width));
  return [`${result.name} (${result.rounds} rounds)`, ...lines].join("\n");
}

function renderLine(measurement: Measurement, width: number): string {
  const { name, nanoseconds, spreadPercent, bestNanoseconds, bestRatio, ratio, ratioInterval, bytesAllocated } = measurement;
  return [
    `  ${name.padEnd(width)}`,
    `${nanoseconds.toFixed(1).padStart(9)} ns`,
    `+-${spreadPercent.toFixed(1).padStart(4)} %`,
    `${ratio.toFixed(3).padStart(8)}x`,
    `[${ratioInterval.low.toFixed(3)}, ${ratioInterval.high.toFixed(3)}]`,
    `best ${bestNanoseconds.toFixed(1).padStart(8)} ns ${bestRatio.toFixed(3).padStart(7)}x`,
    `${bytesAllocated.toFixed(0).padStart(6)} B`,
  ].join("  ");
}

/**
 * Modules that are useful as they are, and examples for authors of others: {@link dev.bulkhead.samples.HostTelemetry}
 * measures this machine, {@link dev.bulkhead.samples.Threshold} makes alerts from measurements,
 * {@link dev.bulkhead.samples.Log} writes what it receives to the log,
 * {@link dev.bulkhead.samples.RateLimiter} holds back what is too much, {@link dev.bulkhead.samples.JsonTransform} makes other messages
 * of JSON, {@link dev.bulkhead.samples.FileTail} follows a file, {@link dev.bulkhead.samples.CsvReplay} plays a file of measurements, and
 * {@link dev.bulkhead.samples.Webhook} posts messages to a web server.
 *
 * <p>A measurement is a message whose property {@code kind} says what was measured and {@code unit} in what;
 * {@code of} names the part of the machine, if there are several; {@code at} is the time, and the content is the number as
 * plain decimal text, such as {@code 0.4213}.
 */
@NullMarked
package dev.bulkhead.samples;

import org.jspecify.annotations.NullMarked;

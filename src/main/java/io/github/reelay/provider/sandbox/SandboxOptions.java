package io.github.reelay.provider.sandbox;

import io.github.reelay.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The options of the sandbox.
 *
 * @param folder where it keeps its orders, pictures and videos, so that a restart goes on
 * @param key what a request's {@code Authorization: Bearer} must say
 * @param orderDuration how long an order pretends to take; about 8 s makes a pleasant demo, zero
 *     renders as fast as it can
 * @param random makes the ids of orders
 */
public record SandboxOptions(
    Path folder, Secret key, Duration orderDuration, InstantSource clock, RandomGenerator random) {}

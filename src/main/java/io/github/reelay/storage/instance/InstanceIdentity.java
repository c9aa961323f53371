package io.github.reelay.storage.instance;

/**
 * Who an instance is.
 *
 * @param id names this run of the program; no two runs share it
 * @param folder names its data folder, which it has locked: who else claims it is dead
 * @param host the machine, for people
 * @param version the program's, for people
 */
public record InstanceIdentity(String id, String folder, String host, String version) {}

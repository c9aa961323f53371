package io.github.reelay.storage.backup;

/** A request waits in a backup, and this version of the program cannot read it. */
public final class UnreadableRequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableRequestException(String task) {
    super("request " + task + " waits to be sent and cannot be read by this version");
  }
}

package io.github.reelay.task;

/** The kind of a request. */
public enum RequestKind {
  /** A video from a prompt, or from a prompt and a reference image. */
  GENERATE,
  /** A video from a prompt and an earlier task's video. */
  REMIX,
  /** The next clip of a film: it goes on from where an earlier task's video ends. */
  CONTINUE
}

package io.github.reelay.provider.proof;

/** A line of a proof: what was looked at, and what was found. */
public record ProofLine(Verdict verdict, String what, String detail) {
  /** How it is. */
  public enum Verdict {
    OK,
    /** Nothing to compare with, or something the operator should know. */
    NOTE,
    FAIL
  }

  static ProofLine ok(String what, String detail) {
    return new ProofLine(Verdict.OK, what, detail);
  }

  static ProofLine note(String what, String detail) {
    return new ProofLine(Verdict.NOTE, what, detail);
  }

  static ProofLine fail(String what, String detail) {
    return new ProofLine(Verdict.FAIL, what, detail);
  }
}

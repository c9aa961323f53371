package io.github.reelay.task.ref;

/** A reference to a person as one platform knows them: {@code discord:80351110224678912}. */
public record PersonRef(String platform, String id) {
  @Override
  public String toString() {
    return platform + ":" + id;
  }
}

package io.github.reelay.media.store;

import java.io.IOException;

/**
 * A store that did not do what it was asked to. The message is a sentence for the operator; it has
 * no cause, since what a client tells of its requests is not for a log.
 */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean needsOperator;

  /**
   * @param needsOperator whether waiting does not help
   */
  public StoreException(String sentence, boolean needsOperator) {
    super(sentence);
    this.needsOperator = needsOperator;
  }

  public boolean needsOperator() {
    return needsOperator;
  }
}

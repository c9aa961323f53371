package io.github.reelay.catalogue;

import io.github.reelay.task.Money;

/** The price of a model, per second or per video. */
public sealed interface Price {
  /** The price of one video. */
  Money forSeconds(int seconds);

  record PerSecond(Money amount) implements Price {
    @Override
    public Money forSeconds(int seconds) {
      return amount.times(seconds);
    }
  }

  record PerVideo(Money amount) implements Price {
    @Override
    public Money forSeconds(int seconds) {
      return amount;
    }
  }
}

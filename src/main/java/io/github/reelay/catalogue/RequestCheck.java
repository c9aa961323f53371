package io.github.reelay.catalogue;

import io.github.reelay.task.Offer;
import java.util.List;

/**
 * The result of checking a request against the catalogue. A value that cannot be had is refused,
 * never rounded.
 */
public sealed interface RequestCheck {
  /**
   * It can.
   *
   * @param offers in the order the providers are to be tried; never empty
   */
  record Valid(List<Offer> offers) implements RequestCheck {
    public Valid {
      offers = List.copyOf(offers);
    }
  }

  /**
   * It cannot, whatever the provider.
   *
   * @param givenValue the value as given
   * @param allowedValues what would do: the values for this model and picture; the replacement of a
   *     retired model (may be empty); the longest prompt in UTF-16 units; models that take pictures
   *     or can remix
   */
  record Invalid(Reason reason, String givenValue, List<String> allowedValues)
      implements RequestCheck {
    public Invalid {
      allowedValues = List.copyOf(allowedValues);
    }
  }

  /** It could, but every provider that can is out of order now. */
  record NoProviderAvailable() implements RequestCheck {}

  /** What is wrong; the sentence's key is {@code wrong.} + lower-case name with dashes. */
  enum Reason {
    PROMPT_EMPTY,
    PROMPT_TOO_LONG,
    UNKNOWN_MODEL,
    /** Switched off in the catalogue, or the provider no longer has it. */
    RETIRED,
    DURATION,
    ASPECT,
    RESOLUTION,
    NO_PICTURES,
    /** The providers that could take the picture need {@code REELAY_PUBLIC_URL}. */
    PICTURES_NEED_PUBLIC_URL,
    NO_REMIX
  }
}

package io.github.reelay.provider.proof;

import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Video;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The comparison of a video and its cost with what the row promises. */
record VideoInspection(ModelRow row, Offer offer) {
  /** Frames make 5 s into 5.04 s; a whole second is another length. */
  private static final Duration MAX_DIFFERENCE = Duration.ofMillis(750);

  /** Sides are multiples of 8 or 16: 864x480 is meant as 16:9. */
  private static final double MAX_RATIO_DIFFERENCE = 0.05;

  /** A 720p of 704 lines is one, a 480p is none. */
  private static final double MIN_SHARE_OF_LINES = 0.9;

  List<ProofLine> lines(Video video, @Nullable Money charge) {
    return List.of(shape(video), length(video), cost(charge));
  }

  private ProofLine shape(Video video) {
    String found = video.width() + "x" + video.height();
    AspectRatio asked = offer.aspect();
    if (asked == null || asked.isAdaptive()) {
      return ProofLine.note("shape", found + "; none was asked for");
    }
    Resolution resolution = offer.resolution();
    String compared = found + ", asked " + asked + (resolution == null ? "" : " " + resolution);
    double ratio = (double) video.width() / video.height() / asked.quotient();
    boolean sameShape = Math.abs(ratio - 1) <= MAX_RATIO_DIFFERENCE;
    return sameShape && !(isUsual(asked) && hasFewerLines(video, resolution))
        ? ProofLine.ok("shape", compared)
        : ProofLine.fail("shape", compared);
  }

  /** Beyond 16:9 the shorter side has fewer lines than the resolution's name says. */
  private static boolean isUsual(AspectRatio aspect) {
    return aspect.quotient() <= AspectRatio.LANDSCAPE.quotient()
        && aspect.quotient() >= AspectRatio.PORTRAIT.quotient();
  }

  private static boolean hasFewerLines(Video video, @Nullable Resolution resolution) {
    long lines = Math.round(Math.min(video.width(), video.height()) / MIN_SHARE_OF_LINES);
    return resolution != null && new Resolution(lines + "p").compareTo(resolution) < 0;
  }

  private ProofLine length(Video video) {
    String compared = video.length().toMillis() / 1000.0 + " s, asked " + offer.seconds() + " s";
    if (row.variant(offer.means()).wire().durationField() == null) {
      return ProofLine.note("length", compared + "; the model has no choice");
    }
    Duration difference = video.length().minusSeconds(offer.seconds()).abs();
    return difference.compareTo(MAX_DIFFERENCE) <= 0
        ? ProofLine.ok("length", compared)
        : ProofLine.fail("length", compared);
  }

  private ProofLine cost(@Nullable Money charge) {
    if (charge == null) {
      return ProofLine.note(
          "cost",
          "the relay does not tell; compare what its page booked with the row's " + offer.price());
    }
    String compared = "booked " + charge + ", the row says " + offer.price();
    if (charge.isMoreThan(offer.price())) {
      return ProofLine.fail("cost", compared + "; people could spend more than your limits say");
    }
    return charge.equals(offer.price())
        ? ProofLine.ok("cost", compared)
        : ProofLine.note("cost", compared + "; the row may be cheaper");
  }
}

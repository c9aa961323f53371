package io.github.reelay.provider;

import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.RemixMode;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to make a request: a row, and how it would be used. Knows which values it leaves open.
 *
 * @param mode null when the row has no way at all to do what is asked
 * @param shape the only shape that can come out, decided by a picture or a source; null if free
 */
record GenerationPlan(
    ModelRow row,
    @Nullable GenerationMode mode,
    @Nullable AspectRatio shape,
    List<Integer> durations,
    List<Resolution> resolutions) {

  static GenerationPlan of(
      ModelRow row, Dialect dialect, VideoRequest request, @Nullable Task source, boolean links) {
    List<Integer> durations = row.choices().durations();
    List<Resolution> resolutions = row.choices().resolutions();
    if (source == null) {
      if (request.picture() == null) {
        return new GenerationPlan(row, GenerationMode.TEXT, null, durations, resolutions);
      }
      AspectRatio own = request.picture().nearestShape();
      return new GenerationPlan(
          row,
          takesPictures(row, links) ? GenerationMode.PICTURE : null,
          decidesShape(row) ? own : null,
          durations,
          resolutions);
    }
    if (row.remix() == RemixMode.OWN && source.remoteId() != null) {
      Resolution same = source.offer().resolution();
      return new GenerationPlan(
          row,
          GenerationMode.REMIX,
          shapeOf(source),
          dialect.remixKeepsLength() ? List.of(source.offer().seconds()) : durations,
          same == null ? resolutions : List.of(same));
    }
    boolean frame =
        row.remix() != RemixMode.NONE
            && takesPictures(row, links)
            && source.state().file().isPresent();
    return new GenerationPlan(
        row,
        frame ? GenerationMode.LAST_FRAME : null,
        decidesShape(row) ? shapeOf(source) : null,
        durations,
        resolutions);
  }

  static boolean takesPictures(ModelRow row, boolean links) {
    WireFormat.PictureRule rule = row.wire().picture();
    return rule != null && (rule.way() != WireFormat.Way.LINK || links);
  }

  static boolean canRemix(ModelRow row, boolean links) {
    return switch (row.remix()) {
      case OWN -> true;
      case LAST_FRAME -> takesPictures(row, links);
      case NONE -> false;
    };
  }

  List<AspectRatio> aspects() {
    return shape == null ? row.choices().aspects() : List.of(shape);
  }

  /** Every open choice made. Only for a way that can do what is asked. */
  Offer offer(VideoRequest request, @Nullable Task source) {
    if (mode == null) {
      throw new IllegalStateException("no way to " + request.kind() + " by " + row.model());
    }
    int seconds = seconds(request, source);
    return new Offer(
        row.provider(),
        row.model(),
        mode,
        seconds,
        aspect(request, source),
        mode == GenerationMode.REMIX ? null : resolution(request),
        row.price().forSeconds(seconds),
        row.times().typical(),
        row.times().hard());
  }

  private int seconds(VideoRequest request, @Nullable Task source) {
    if (request.seconds() != null) {
      return request.seconds();
    }
    return source != null && durations.contains(source.offer().seconds())
        ? source.offer().seconds()
        : row.choices().defaultSeconds();
  }

  private @Nullable AspectRatio aspect(VideoRequest request, @Nullable Task source) {
    if (shape != null || mode == GenerationMode.REMIX) {
      return null;
    }
    if (request.aspect() != null) {
      return request.aspect();
    }
    AspectRatio natural =
        source != null
            ? shapeOf(source)
            : request.picture() == null ? null : request.picture().nearestShape();
    return natural != null && aspects().contains(natural) ? natural : aspects().getFirst();
  }

  private Resolution resolution(VideoRequest request) {
    return request.resolution() == null ? resolutions.getFirst() : request.resolution();
  }

  private static boolean decidesShape(ModelRow row) {
    WireFormat.PictureRule rule = row.wire().picture();
    return rule != null && rule.decidesShape();
  }

  private static @Nullable AspectRatio shapeOf(Task source) {
    if (source.offer().aspect() != null) {
      return source.offer().aspect();
    }
    return source
        .state()
        .file()
        .map(v -> v.width() >= v.height() ? AspectRatio.LANDSCAPE : AspectRatio.PORTRAIT)
        .orElse(null);
  }
}

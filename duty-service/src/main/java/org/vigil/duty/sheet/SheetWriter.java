package org.vigil.duty.sheet;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Page;

/**
 * Writes any list as a workbook: an operation that answers with a {@link Page}, a list of records
 * or {@link SheetLines} produces {@link Sheet#XLSX} beside JSON and is {@link AlsoAsSheet}. It
 * holds what the JSON holds and no more, so a page's bound is its bound. Headings come from the
 * bundle {@code sheet-columns}, by the records' components. It is no writer of its own: for one of
 * any type, operations that say nothing of what they produce would be offered a workbook too.
 */
@Provider
@AlsoAsSheet
public class SheetWriter implements WriterInterceptor {

  private static final MediaType XLSX = MediaType.valueOf(Sheet.XLSX);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final ResourceBundle HEADINGS = ResourceBundle.getBundle("sheet-columns");

  private final ZoneId zone;

  @Inject
  SheetWriter(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
    if (XLSX.isCompatible(answer.getMediaType()) && !answer.getMediaType().isWildcardSubtype()) {
      byte[] file = Sheet.write("Vigil", table(answer.getEntity(), answer.getGenericType()));
      answer.setEntity(file);
      answer.setType(byte[].class);
      answer.setGenericType(byte[].class);
      answer.getHeaders().putSingle("Content-Disposition", "attachment; filename=vigil.xlsx");
    }
    answer.proceed();
  }

  /** The heading and the lines. */
  List<List<String>> table(Object answer, Type genericType) {
    List<?> lines =
        switch (answer) {
          case Page<?> page -> page.items();
          case SheetLines some -> some.lines();
          case List<?> list -> list;
          default -> throw new IllegalArgumentException(answer.getClass().getName());
        };
    List<List<String>> table = new ArrayList<>();
    Class<?> line = kind(answer, lines, genericType);
    table.add(line == null ? List.of() : headings(line));
    lines.forEach(one -> table.add(cells(one)));
    if (answer instanceof Page<?> page && page.next() != null) {
      table.add(List.of("未完，下一页参数 more, by the parameter: after=" + page.next()));
    }
    return table;
  }

  /** What a line is; null for an empty list of which nobody says what it is of. */
  private static @Nullable Class<?> kind(Object answer, List<?> lines, Type type) {
    if (answer instanceof SheetLines some) {
      return some.kind();
    }
    if (!lines.isEmpty()) {
      return lines.getFirst().getClass();
    }
    return type instanceof ParameterizedType generic
            && generic.getActualTypeArguments()[0] instanceof Class<?> line
            && line.isRecord()
        ? line
        : null;
  }

  /** The headings of a kind of line; a record within is spread over columns of its own. */
  static List<String> headings(Class<?> line) {
    return Arrays.stream(line.getRecordComponents())
        .<String>mapMulti(
            (component, sink) -> {
              if (component.getType().isRecord()) {
                headings(component.getType()).forEach(sink);
              } else {
                sink.accept(HEADINGS.getString(component.getName()));
              }
            })
        .toList();
  }

  private List<String> cells(Object line) {
    List<String> cells = new ArrayList<>();
    for (RecordComponent component : line.getClass().getRecordComponents()) {
      Object value = value(component, line);
      if (!component.getType().isRecord()) {
        cells.add(harmless(text(value)));
      } else if (value != null) {
        cells.addAll(cells(value));
      } else {
        headings(component.getType()).forEach(_ -> cells.add(""));
      }
    }
    return cells;
  }

  private static @Nullable Object value(RecordComponent component, Object line) {
    try {
      return component.getAccessor().invoke(line);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("answers are public records", e);
    }
  }

  private String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Instant instant -> TIME.format(instant.atZone(zone));
      case Boolean yes -> yes ? "是" : "否";
      case List<?> list -> list.stream().map(this::text).collect(Collectors.joining("、"));
      case Record one -> String.join(" ", cells(one));
      default -> value.toString();
    };
  }

  /**
   * Text that a spreadsheet program would take for a formula gets an apostrophe before it. Cells
   * are written as text anyway; the apostrophe also survives a detour over CSV. A phone may begin
   * with a plus.
   */
  static String harmless(String text) {
    boolean formula =
        !text.isEmpty()
            && "=@+-\t\r\n".indexOf(text.charAt(0)) >= 0
            && !text.matches("[+-]?[0-9][0-9 .-]*");
    return formula ? "'" + text : text;
  }
}

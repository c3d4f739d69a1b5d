package org.vigil.duty.sheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** The first sheet of a workbook, or a CSV file in UTF-8, as text. The first line is its header. */
public final class Sheet {

  /** The media type of .xlsx. */
  public static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** A bureau has 2,000 people; a month has some hundred shifts. */
  public static final int MAX_ROWS = 2_000;

  /** Such a file has some hundred kilobytes. */
  public static final int MAX_BYTES = 2 * 1024 * 1024;

  /** What such a workbook is when it is unpacked, with room; more is a bomb. */
  private static final int MAX_UNPACKED = 32 * 1024 * 1024;

  private static final int MAX_PARTS = 200;
  private static final int MAX_COLUMNS = 50;
  private static final int MAX_CELL = 500;

  /** Nothing that a spreadsheet program writes has one. */
  private static final String DOCTYPE = "<!DOCTYPE";

  private Sheet() {}

  /**
   * A line below the header.
   *
   * @param number as the spreadsheet counts, from 1 with the header
   * @param cells as text, without blanks around
   */
  public record Line(int number, List<String> cells) {
    public Line {
      cells = List.copyOf(cells);
    }

    /** The text of a column, from 0; empty where there is none. */
    public String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }

    /** How the spreadsheet names a cell of this line, {@code B3}. */
    public String name(int column) {
      return (char) ('A' + column) + Integer.toString(number);
    }

    boolean isBlank() {
      return cells.stream().allMatch(String::isEmpty);
    }
  }

  /** Why a file cannot be read. */
  public enum Fault {
    /** It is neither .xlsx nor CSV in UTF-8. */
    NOT_A_SHEET,
    /** It, or what is packed in it, is bigger than anything that is meant. */
    SHEET_TOO_LARGE,
    /** It has no line below its header. */
    SHEET_EMPTY
  }

  /** Thrown for a file that cannot be read. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final Fault fault;

    Unreadable(Fault fault) {
      super(fault.name(), null, false, false);
      this.fault = fault;
    }

    public Fault fault() {
      return fault;
    }
  }

  /** The lines below the header that are not blank. */
  public static List<Line> read(byte[] file) throws Unreadable {
    if (file.length > MAX_BYTES) {
      throw new Unreadable(Fault.SHEET_TOO_LARGE);
    }
    boolean packed = file.length > 2 && file[0] == 'P' && file[1] == 'K';
    List<Line> lines = packed ? workbook(file) : csv(file);
    List<Line> below = lines.stream().filter(l -> l.number() > 1 && !l.isBlank()).toList();
    if (below.isEmpty()) {
      throw new Unreadable(Fault.SHEET_EMPTY);
    }
    if (below.size() > MAX_ROWS) {
      throw new Unreadable(Fault.SHEET_TOO_LARGE);
    }
    return below;
  }

  private static List<Line> workbook(byte[] file) throws Unreadable {
    refuseBombs(file);
    List<Line> lines = new ArrayList<>();
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file));
        Stream<Row> rows = book.getFirstSheet().openStream()) {
      for (Row row : (Iterable<Row>) rows::iterator) {
        if (lines.size() > MAX_ROWS * 2) {
          throw new Unreadable(Fault.SHEET_TOO_LARGE);
        }
        lines.add(line(row));
      }
      return lines;
    } catch (IOException | RuntimeException _) {
      // The library says with many exceptions that the file is not what it should be.
      throw new Unreadable(Fault.NOT_A_SHEET);
    }
  }

  private static Line line(Row row) throws Unreadable {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < Math.min(row.getCellCount(), MAX_COLUMNS); i++) {
      cells.add(bounded(row.getOptionalCell(i).map(Cell::getText).orElse("")));
    }
    return new Line(row.getRowNum(), cells);
  }

  /**
   * Unpacks into nothing, within bounds, before anybody else unpacks: what the archive's directory
   * says, which is what the reader of workbooks goes by.
   */
  private static void refuseBombs(byte[] file) throws Unreadable {
    long left = MAX_UNPACKED;
    int parts = 0;
    try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
      for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
        if (++parts > MAX_PARTS) {
          throw new Unreadable(Fault.SHEET_TOO_LARGE);
        }
        try (InputStream in = zip.getInputStream(part)) {
          left -= unpack(in, left);
        }
      }
    } catch (IOException | RuntimeException _) {
      throw new Unreadable(Fault.NOT_A_SHEET);
    }
  }

  private static long unpack(InputStream in, long most) throws IOException, Unreadable {
    byte[] buffer = new byte[16 * 1024];
    long unpacked = 0;
    String before = "";
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      unpacked += n;
      if (unpacked > most) {
        throw new Unreadable(Fault.SHEET_TOO_LARGE);
      }
      String text = before + new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
      if (text.contains(DOCTYPE)) {
        throw new Unreadable(Fault.NOT_A_SHEET);
      }
      before = text.substring(Math.max(0, text.length() - DOCTYPE.length()));
    }
    return unpacked;
  }

  private static List<Line> csv(byte[] file) throws Unreadable {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException _) {
      throw new Unreadable(Fault.NOT_A_SHEET);
    }
    if (text.indexOf('\0') >= 0) {
      throw new Unreadable(Fault.NOT_A_SHEET);
    }
    return new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text).lines();
  }

  /** Reads RFC 4180: quotes around a cell, doubled within, and line breaks in quotes. */
  private static final class Csv {
    private final String text;
    private final List<Line> lines = new ArrayList<>();
    private List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private boolean quoted;

    Csv(String text) {
      this.text = text;
    }

    List<Line> lines() throws Unreadable {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else if (c == '"') {
          quoted = !quoted;
        } else if (!quoted && c == ',') {
          endCell();
        } else if (!quoted && c == '\n') {
          endLine();
        } else {
          cell.append(c);
        }
      }
      if (quoted) {
        throw new Unreadable(Fault.NOT_A_SHEET);
      }
      endLine();
      return lines;
    }

    private void endCell() throws Unreadable {
      if (cells.size() < MAX_COLUMNS) {
        cells.add(bounded(cell.toString()));
      }
      cell.setLength(0);
    }

    private void endLine() throws Unreadable {
      endCell();
      if (lines.size() > MAX_ROWS * 2) {
        throw new Unreadable(Fault.SHEET_TOO_LARGE);
      }
      lines.add(new Line(lines.size() + 1, cells));
      cells = new ArrayList<>();
    }
  }

  private static String bounded(String text) throws Unreadable {
    String stripped = text.strip();
    if (stripped.length() > MAX_CELL) {
      throw new Unreadable(Fault.SHEET_TOO_LARGE);
    }
    return stripped;
  }

  /** A workbook with these lines. */
  public static byte[] write(String name, List<List<String>> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "Vigil", "1.0")) {
      Worksheet sheet = book.newWorksheet(name);
      for (int row = 0; row < lines.size(); row++) {
        for (int column = 0; column < lines.get(row).size(); column++) {
          sheet.value(row, column, lines.get(row).get(column));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail to write", e);
    }
    return bytes.toByteArray();
  }
}

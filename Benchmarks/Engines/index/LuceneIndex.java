import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;

/** Lucene under the protocol of run.py: {@code build DOCUMENTS INDEX POSITIONS MEBIBYTES} and {@code search INDEX QUERIES PASSES}. */
public final class LuceneIndex {
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("build")) {
      build(Path.of(arguments[1]), Path.of(arguments[2]), arguments[3].equals("1"), Integer.parseInt(arguments[4]));
    } else {
      search(Path.of(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]));
    }
  }

  private static void build(Path documents, Path index, boolean positions, int memory) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer(4096));
    config.setRAMBufferSizeMB(memory);
    config.setMergeScheduler(new SerialMergeScheduler());
    config.setUseCompoundFile(false);
    FieldType type = new FieldType();
    type.setIndexOptions(positions ? IndexOptions.DOCS_AND_FREQS_AND_POSITIONS : IndexOptions.DOCS_AND_FREQS);
    type.setTokenized(true);
    type.freeze();
    try (var directory = FSDirectory.open(index); var writer = new IndexWriter(directory, config);
        var lines = Files.newBufferedReader(documents)) {
      String line;
      for (int number = 0; (line = lines.readLine()) != null; number++) {
        Document document = new Document();
        document.add(new StoredField("id", Integer.toString(number)));
        document.add(new Field("text", line, type));
        writer.addDocument(document);
      }
      writer.commit();
    }
  }

  private static Query query(String[] parts) {
    if (parts[0].equals("phrase")) return new PhraseQuery("text", parts[1], parts[2]);
    if (parts.length == 2) return new TermQuery(new Term("text", parts[1]));
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    var occur = parts[0].equals("and") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD;
    for (int i = 1; i < parts.length; i++) builder.add(new TermQuery(new Term("text", parts[i])), occur);
    return builder.build();
  }

  private static void search(Path index, Path file, int passes) throws IOException {
    List<Query> queries = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) queries.add(query(line.split("\t")));
    try (var directory = new MMapDirectory(index); var reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      long[] best = new long[queries.size()];
      java.util.Arrays.fill(best, Long.MAX_VALUE);
      for (int pass = 0; pass < passes; pass++) {
        for (int i = 0; i < best.length; i++) {
          long start = System.nanoTime();
          TopDocs top = searcher.search(queries.get(i), TopScoreDocCollector.createSharedManager(10, null, 10));
          best[i] = Math.min(best[i], System.nanoTime() - start);
          if (top == null) throw new IllegalStateException();
        }
      }
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < best.length; i++) {
        out.append(best[i]).append('\t').append(searcher.count(queries.get(i))).append('\t');
        TopDocs top = searcher.search(queries.get(i), 10);
        for (ScoreDoc hit : top.scoreDocs) out.append(hit.score).append(' ');
        out.append('\n');
      }
      System.out.print(out);
    }
  }
}

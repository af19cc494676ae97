import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.FSDirectory;

/** Lucene with its standard analyzer, one thread, one commit, text stored: {@code DOCUMENTS INDEX}, a document a line. */
public final class LuceneLines {
  public static void main(String[] arguments) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(new StandardAnalyzer());
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setRAMBufferSizeMB(64);
    config.setMergeScheduler(new SerialMergeScheduler());
    try (var directory = FSDirectory.open(Path.of(arguments[1])); var writer = new IndexWriter(directory, config);
        var lines = Files.newBufferedReader(Path.of(arguments[0]))) {
      String line;
      for (int number = 1; (line = lines.readLine()) != null; number++) {
        Document document = new Document();
        document.add(new StringField("id", Integer.toString(number), Field.Store.YES));
        document.add(new TextField("text", line, Field.Store.YES));
        writer.addDocument(document);
      }
      writer.commit();
    }
  }
}

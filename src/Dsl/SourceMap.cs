using System;
using System.Linq;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl;

/// <summary>
/// The files of a compilation one after another, so that an offset names a file and a place in it: those of <see cref="SpecResult"/> are such offsets.
/// Of a spec that uses no other they are offsets into its text.
/// </summary>
public sealed class SourceMap
{
    private readonly SpecSources _sources;
    private readonly int[] _starts;
    private readonly LineMap?[] _lines;

    public SourceMap(SpecSources sources)
    {
        _sources = sources;
        _starts = new int[sources.Files.Count];
        _lines = new LineMap?[sources.Files.Count];
        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] = _starts[i - 1] + sources.Files[i - 1].Text.Length + 1;
        }

        Text = _starts.Length == 1 ? sources.Spec.Text : string.Join("\n", sources.Files.Select((file, i) => i == 0 ? file.Text : WithoutMark(file.Text)));
    }

    /// <summary>The texts, each on lines of its own.</summary>
    public string Text { get; }

    /// <summary>The characters of a file.</summary>
    /// <param name="file">Its number among the sources.</param>
    public Span SpanOf(int file) => new(_starts[file], _sources.Files[file].Text.Length);

    /// <summary>The number of the file that holds an offset.</summary>
    public int FileAt(int offset)
    {
        var found = Array.BinarySearch(_starts, offset);
        return found >= 0 ? found : Math.Max(0, ~found - 1);
    }

    /// <summary>Where some characters stand.</summary>
    public FilePlace Locate(Span span)
    {
        var file = FileAt(span.Start);
        var lines = _lines[file] ??= new(_sources.Files[file].Text);
        var local = new Span(span.Start - _starts[file], span.Length);
        return new(_sources.Files[file].Path, local, lines.PositionOf(local.Start), lines.PositionOf(local.End));
    }

    /// <summary>A mark of the encoding is a space among other texts; at the very start it is no character of a spec either.</summary>
    private static string WithoutMark(string text) => text.Length > 0 && text[0] == '\uFEFF' ? " " + text.Substring(1) : text;
}

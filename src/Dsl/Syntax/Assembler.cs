using System.Collections.Generic;
using System.Threading;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>
/// Puts logical lines together to declarations and bodies. Braces that do not match are repaired by indentation and by
/// counting the braces that follow, so that one mistake gives one problem.
/// </summary>
internal sealed class Assembler
{
    private readonly IReadOnlyList<LogicalLine> _lines;
    private readonly LineReader _reader;
    private readonly DeclarationReader _declarations;
    private readonly StatementReader _statements;
    private readonly StrayLineReader _strays;
    private readonly BraceBalance _balance;
    private readonly BodyStack _bodies;
    private readonly List<TuneLine> _tunings = [];
    private readonly List<UseLine> _uses = [];
    private Identifier? _namespace;
    private bool _hasDeclarations;
    private int _next;

    // Lines outside every net are one mistake as long as no declaration stands between them.
    private bool _isAstray;

    // Closing braces that belong to a mistake which has been reported.
    private int _pardonedBraces;

    public Assembler(LogicalLines lines, List<Problem> problems)
    {
        LineReader quietly = new(lines, []);
        _lines = lines.Lines;
        _reader = new(lines, problems);
        _declarations = new(_reader, quietly);
        _statements = new(_reader, quietly);
        _strays = new(_reader);
        _balance = new(_lines);
        _bodies = new(_reader);
    }

    public SpecSyntax Assemble(Span whole, CancellationToken ct)
    {
        while (_next < _lines.Count)
        {
            ct.ThrowIfCancellationRequested();
            Take(_lines[_next++]);
        }

        while (_bodies.Count > 0)
        {
            _bodies.Abandon("this '{' is never closed");
        }

        return new(whole, _namespace, _bodies.Declarations().ToEquatableArray(), _tunings.ToEquatableArray()) { Uses = _uses.ToEquatableArray() };
    }

    private void Take(LogicalLine line)
    {
        if (line.Kind == LogicalLineKind.Close)
        {
            Close(line);
        }
        else if (_declarations.KeywordOf(line, _bodies.Count == 0, out var isMisspelt) is { } keyword && !IsNeuronsOfNet(line, keyword))
        {
            Declare(line, keyword, isMisspelt);
        }
        else if (_bodies.Count == 0)
        {
            TakeAstray(line);
        }
        else
        {
            TakeInBody(_bodies.Top, line);
        }
    }

    private void Close(LogicalLine brace)
    {
        if (_bodies.Count > 0)
        {
            _bodies.Close(brace, _balance.From(_next));
        }
        else if (_pardonedBraces > 0)
        {
            _pardonedBraces--;
        }
        else
        {
            _reader.Report(ProblemCode.ExtraBrace, brace.Span, "nothing is open that this '}' could close");
        }
    }

    private bool IsNeuronsOfNet(LogicalLine line, string keyword) =>
        keyword == Keywords.Neurons && _bodies.Count > 0 && _reader.AfterFirstWord(line) == '\0';

    private void Declare(LogicalLine line, string keyword, bool isMisspelt)
    {
        CloseBefore(line);
        if (isMisspelt)
        {
            _declarations.ReportMisspelt(line, keyword);
        }

        var isReported = isMisspelt;
        if (_bodies.Count > 0)
        {
            isReported |= _bodies.Top.Kind == BodyKind.Skipped;
            _bodies.Top.HasErrors = true;
            if (!isReported)
            {
                ReportMisplaced(line, keyword);
            }

            isReported = true;
        }

        _isAstray = false;
        if (keyword == Keywords.Namespace)
        {
            SetNamespace(line, isReported);
            return;
        }

        if (keyword == Keywords.Use)
        {
            AddUse(line, isReported);
            return;
        }

        if (keyword == Keywords.Tune)
        {
            AddTuning(line, isReported);
            return;
        }

        _hasDeclarations = true;
        _bodies.Push(_declarations.Read(line, keyword, TakeBareBrace(line), isReported));
    }

    /// <summary>
    /// Closes the bodies that a declaration cannot stand in: it is indented no deeper than they are, and the braces that
    /// follow do not suffice to close them.
    /// </summary>
    private void CloseBefore(LogicalLine line)
    {
        var opened = line.Kind == LogicalLineKind.Statement
            && !IsBareBrace(_next)
            && _reader.FirstWord(line) is not (Keywords.Namespace or Keywords.Use or Keywords.Tune) ? 1 : 0;
        var surplus = _balance.From(_next - 1) - opened;
        while (_bodies.Count > 0 && line.Column <= _bodies.Top.Line.Column && surplus < _bodies.Count)
        {
            _bodies.Abandon($"this '{{' is not closed before '{_reader.FirstWord(line)} {_reader.SecondWord(line)?.Text}'");
        }
    }

    private void ReportMisplaced(LogicalLine line, string keyword) => _reader.Report(
        ProblemCode.MisplacedDeclaration,
        _reader.FirstWordSpan(line),
        keyword switch
        {
            Keywords.Namespace => "'namespace' stands at the top of the file, above every net and block",
            Keywords.Use => "'use' stands at the top of the file, above every net and block",
            Keywords.Neurons => "'neurons' with a name stands outside every net and block; the neurons of a net are 'neurons {'",
            Keywords.Tune => "'tune' stands outside every net and block",
            _ => $"'{keyword}' stands outside every other net and block",
        });

    private void SetNamespace(LogicalLine line, bool isReported)
    {
        var name = isReported ? _declarations.Guess(line) : _reader.Read(line, HeaderGrammar.Namespace);
        isReported |= name is null;
        if (name is null && _reader.Repair(line, HeaderGrammar.Namespace) is { } meant)
        {
            name = meant with { Span = _reader.FirstWordSpan(line) };
        }

        if (line.Kind == LogicalLineKind.Open)
        {
            // Its lines are read as if the braces were not there.
            _pardonedBraces++;
            if (!isReported)
            {
                _reader.Report(ProblemCode.UnexpectedBrace, line.Brace, "'namespace' holds for the whole file and has no body in braces");
            }
        }
        else if (!isReported && _namespace is not null)
        {
            _reader.Report(ProblemCode.RepeatedNamespace, line.Span, $"the namespace is '{_namespace.Text}' already; a file has one");
        }
        else if (!isReported && _hasDeclarations)
        {
            ReportMisplaced(line, Keywords.Namespace);
        }

        _namespace ??= name;
    }

    private void AddUse(LogicalLine line, bool isReported)
    {
        if (line.Kind == LogicalLineKind.Open)
        {
            if (!isReported)
            {
                _reader.Report(ProblemCode.UnexpectedBrace, line.Brace, "'use' is one line and has no body in braces");
            }

            Skip(line);
        }
        else if (_bodies.Count == 0 && _declarations.ReadUse(line, isReported) is { } use)
        {
            if (isReported)
            {
                return;
            }

            if (_hasDeclarations)
            {
                ReportMisplaced(line, Keywords.Use);
            }
            else
            {
                _uses.Add(use);
            }
        }
    }

    private void AddTuning(LogicalLine line, bool isReported)
    {
        if (line.Kind == LogicalLineKind.Open)
        {
            if (!isReported)
            {
                _reader.Report(ProblemCode.UnexpectedBrace, line.Brace, "'tune' is one line and has no body in braces");
            }

            Skip(line);
        }
        else if (_bodies.Count == 0 && _declarations.ReadTuning(line, isReported) is { } tuning)
        {
            _tunings.Add(tuning);
        }
    }

    private void TakeInBody(Body body, LogicalLine line)
    {
        body.Cover(line.Whole);
        switch (body.Kind)
        {
            case BodyKind.Skipped:
                if (line.Kind == LogicalLineKind.Open)
                {
                    Skip(line);
                }

                break;
            case BodyKind.Net or BodyKind.Block when _declarations.KeywordOf(line, isAtTop: false, out var isMisspelt) == Keywords.Neurons:
                if (isMisspelt)
                {
                    _declarations.ReportMisspelt(line, Keywords.Neurons);
                }

                _bodies.Push(_declarations.ReadNeurons(line, TakeBareBrace(line), isMisspelt));
                break;
            case var _ when line.Kind == LogicalLineKind.Open:
                _reader.Report(
                    ProblemCode.UnexpectedBrace, line.Brace, "no body can stand here; only net, block and neurons have one, and '( )' groups stages");
                body.HasErrors = true;
                Skip(line);
                break;
            case BodyKind.Net or BodyKind.Block:
                if (_statements.Read(line, out var isSound) is { } statement)
                {
                    body.Statements.Add(statement);
                }

                body.HasErrors |= !isSound;
                break;
            default:
                if (_statements.ReadNeuron(line, out isSound) is { } neuron)
                {
                    body.Neurons.Add(neuron);
                }

                body.HasErrors |= !isSound;
                break;
        }
    }

    private void TakeAstray(LogicalLine line)
    {
        var isOpen = line.Kind == LogicalLineKind.Open;
        if (!_isAstray)
        {
            _strays.Report(line, isAfterDeclaration: _bodies.LastClosed is not null);
            if (!isOpen)
            {
                // Probably the net above was closed too early, or a header is missing: the proper brace is still to come.
                _pardonedBraces++;
                if (_bodies.LastClosed is { } above)
                {
                    above.HasErrors = true;
                }
            }
        }

        _isAstray |= !isOpen;
        if (isOpen)
        {
            Skip(line);
        }
    }

    private void Skip(LogicalLine line) => _bodies.Push(new(BodyKind.Skipped, line, null, null));

    private bool IsBareBrace(int index) => index < _lines.Count && _lines[index].Kind == LogicalLineKind.Open && _lines[index].Span.Length == 0;

    private Span? TakeBareBrace(LogicalLine header) =>
        header.Kind == LogicalLineKind.Statement && IsBareBrace(_next) ? _lines[_next++].Brace : null;
}

using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>The bodies that are open at a line, and those that are complete.</summary>
internal sealed class BodyStack(LineReader reader)
{
    private readonly Stack<Body> _open = new();
    private readonly List<Body> _closed = [];

    public int Count => _open.Count;

    /// <summary>The innermost open body.</summary>
    public Body Top => _open.Peek();

    /// <summary>The declaration that was completed last, null if there is none yet.</summary>
    public Body? LastClosed => _closed.Count == 0 ? null : _closed[_closed.Count - 1];

    public void Push(Body body) => _open.Push(body);

    /// <summary>
    /// Closes the innermost body. When the brace is indented like the body around that one and the braces that follow do
    /// not suffice, the inner brace is what is missing, and both close.
    /// </summary>
    /// <param name="brace">The line of the brace.</param>
    /// <param name="surplus">How many more braces close than open after it.</param>
    public void Close(LogicalLine brace, int surplus)
    {
        if (_open.Count > 1 && surplus < _open.Count - 1 && brace.Column < Top.Line.Column && brace.Column <= _open.ElementAt(1).Line.Column)
        {
            Abandon("this '{' is never closed");
        }

        var body = _open.Pop();
        body.Cover(brace.Span);
        Complete(body);
    }

    /// <summary>Closes the innermost body, whose own brace is missing.</summary>
    public void Abandon(string message)
    {
        var body = _open.Pop();
        body.HasErrors = true;
        if (body.Brace is { } brace)
        {
            reader.Report(ProblemCode.UnclosedBrace, brace, message);
        }

        Complete(body);
    }

    /// <summary>The declarations in the order of the file.</summary>
    public IEnumerable<Declaration> Declarations() =>
        _closed.OrderBy(body => body.Span.Start).Select(body => body.ToDeclaration()).OfType<Declaration>();

    private void Complete(Body body)
    {
        if (_open.Count > 0)
        {
            Top.Cover(body.Span);
        }

        switch (body.Kind)
        {
            case BodyKind.Neurons:
                Top.Statements.Add(new NeuronsStatement(body.Span, reader.Lines.Quote(body.Line.Span), body.Neurons.ToEquatableArray()));
                Top.HasErrors |= body.HasErrors;
                break;
            case BodyKind.Skipped:
                break;
            default:
                _closed.Add(body);
                break;
        }
    }
}

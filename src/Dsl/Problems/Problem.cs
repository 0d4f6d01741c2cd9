using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Problems;

/// <summary>Something wrong with a spec, at a place in it.</summary>
/// <param name="Code">What kind of problem; decides id and severity.</param>
/// <param name="Span">The characters concerned, as offsets into the file.</param>
/// <param name="Message">One line: the thing, what was found, what would be right.</param>
public sealed record Problem(ProblemCode Code, Span Span, string Message)
{
    /// <summary>One line of characters that a person can see, whatever of the spec it quotes.</summary>
    public string Message { get; init; } = MessageText.Visible(Message);

    /// <summary>Whether the nets concerned cannot be emitted.</summary>
    public bool IsError => ProblemCatalog.Find(Code).Severity == ProblemSeverity.Error;
}

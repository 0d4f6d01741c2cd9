using NetSpec.Dsl;

namespace NetSpec.Compiler;

/// <summary>What the project's own code makes of a name that a net or a namespace of nets has.</summary>
/// <param name="FullName">The name.</param>
/// <param name="Access">The accessibility that a partial class states, which the emitted class has to repeat; null when it states none.</param>
/// <param name="Obstacle">What it is in place of a class that the emitted one can be a part of: <c>a static class</c>; null when there is none.</param>
/// <param name="IsNamespace">Whether it is a namespace.</param>
public sealed record DeclaredName(string FullName, string? Access, string? Obstacle, bool IsNamespace)
{
    /// <summary>The referenced assembly that has a class of that name too, which this project sees; null when there is none.</summary>
    public string? Assembly { get; init; }

    /// <summary>Whether it sees that class because the assembly shows it its internals.</summary>
    public bool IsOfFriend { get; init; }

    /// <summary>
    /// The members of a class that the emitted one can be a part of, by name, methods with the types of their parameters: <c>Load(string)</c>.
    /// </summary>
    public EquatableArray<string> Members { get; init; }
}

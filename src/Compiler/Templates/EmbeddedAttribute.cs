namespace Microsoft.CodeAnalysis
{
    /// <summary>Hides a type from every other assembly, also from those that this one shows its internals: they have one of that name themselves.</summary>
    internal sealed partial class EmbeddedAttribute : global::System.Attribute
    {
    }
}

using NetSpec.Tests.Support;

namespace NetSpec.Formats.Tests;

/// <summary>Files made by other programs: <c>Fixtures/*.py</c> beside them says how.</summary>
internal static class Fixture
{
    public static string PathOf(string name) => Repository.PathOf("tests", "Formats.Tests", "Fixtures", name);
}

using System.Threading.Tasks;

namespace NetSpec.Tool;

/// <summary>The command <c>netspec</c>.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments) => CommandLine.RunAsync(arguments);
}

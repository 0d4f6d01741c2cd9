using System;
using System.IO;
using System.Text;
using Samples.KsMlp;

Console.OutputEncoding = Encoding.UTF8;
if (args is [var picture])
    File.WriteAllText(picture, SupportPicture.Draw());
Report.Write(Console.Out);

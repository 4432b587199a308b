namespace Tracker.Api.Pages.Forms;

public static class FormServices
{
    public static void AddForms(this IServiceCollection services)
    {
        services.AddAntiforgery(forms =>
        {
            forms.FormFieldName = FormTokens.FieldName;
            forms.Cookie.Name = "tracker-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.HttpOnly = true;
            forms.SuppressXFrameOptionsHeader = true; // frame-ancestors says it.
        });
        services.AddScoped<Typed>();
        services.AddScoped<FormTokens>();
        services.AddScoped<Flash>();
        services.AddScoped<PageForms>();
    }
}
